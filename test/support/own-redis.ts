import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.js';

/** A Redis that a test may freeze, kill or fill, because no other test uses it. */
export class OwnRedis {
  private readonly folder = mkdtempSync(join(tmpdir(), 'sixdigit-redis-'));
  readonly socket = join(this.folder, 's');
  private server: ChildProcess | undefined;

  async start(): Promise<void> {
    const env = { ...process.env, LD_LIBRARY_PATH: process.env['REDIS_LIBRARY_PATH'] ?? process.env['LD_LIBRARY_PATH'] };
    const settings = ['--port', '0', '--unixsocket', this.socket, '--save', '', '--maxmemory-policy', 'noeviction', '--dir', this.folder];
    this.server = spawn(process.env['REDIS_SERVER_BIN']!, settings, { stdio: 'ignore', env });
    await until(
      () => this.ask('PING'),
      (reply) => reply.startsWith('+PONG'),
    );
  }

  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void {
    this.server?.kill(name);
  }

  /** The reply to one command in Redis's inline form; empty where nothing answers. */
  ask(command: string): Promise<string> {
    return new Promise((resolve) => {
      const connection = createConnection(this.socket, () => connection.write(`${command}\r\n`));
      connection.once('data', (reply) => {
        connection.destroy();
        resolve(String(reply));
      });
      connection.once('error', () => resolve(''));
    });
  }

  stop(): void {
    this.signal('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
