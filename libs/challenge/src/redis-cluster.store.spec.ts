import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from '@jest/globals';
import { RedisConnection } from '@sixdigit/redis';
import { challengeStoreSuite } from './challenge-store.suite.js';
import { RedisChallengeStore } from './redis-challenge.store.js';
import { rules } from './suites/bench.suite.js';

const server = process.env['REDIS_SERVER_BIN'];
const slots = 16_384;
const nodeCount = 3;
const readyWithinMs = 20_000;

/** Ports whose bus port, ten thousand above, exists too. */
async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
      });
    });
    if (port > 0 && port < 55_000) ports.push(port);
    else ports.push(20_000 + (randomBytes(2).readUInt16BE() % 20_000));
  }
  return ports;
}

/** One command on a connection of its own, in Redis's inline form. */
function ask(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
    socket.once('data', (reply) => {
      socket.destroy();
      resolve(String(reply));
    });
    socket.once('error', reject);
  });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + readyWithinMs; Date.now() < end; ) {
    if (await holds().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the cluster did not become ready');
}

/** Three nodes of this machine, each with a third of the slots. */
async function startCluster(): Promise<{ urls: string; stop(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'sixdigit-cluster-'));
  const ports = await freePorts(nodeCount);
  const env = { ...process.env, LD_LIBRARY_PATH: process.env['REDIS_LIBRARY_PATH'] ?? process.env['LD_LIBRARY_PATH'] };
  const children: ChildProcess[] = ports.map((port) => {
    const own = ['--port', String(port), '--bind', '127.0.0.1', '--cluster-enabled', 'yes', '--cluster-config-file', `${port}.conf`];
    return spawn(server!, [...own, '--save', '', '--appendonly', 'no', '--dir', folder], { stdio: 'ignore', env });
  });
  for (const port of ports) await until(async () => (await ask(port, 'PING')).startsWith('+PONG'));
  const share = Math.ceil(slots / nodeCount);
  for (const [index, port] of ports.entries()) {
    await ask(port, `CLUSTER ADDSLOTSRANGE ${index * share} ${Math.min(slots, (index + 1) * share) - 1}`);
    await ask(port, `CLUSTER MEET 127.0.0.1 ${ports[0]}`);
  }
  for (const port of ports)
    await until(async () => {
      const info = await ask(port, 'CLUSTER INFO');
      return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${nodeCount}`);
    });
  return {
    urls: ports.map((port) => `redis://127.0.0.1:${port}`).join(','),
    stop: () => {
      for (const child of children) child.kill('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

if (server)
  challengeStoreSuite('A Redis Cluster of three nodes', async (clock) => {
    const cluster = await startCluster();
    const redis = new RedisConnection({ url: cluster.urls, keyPrefix: 'cluster:' });
    await redis.connected();
    return {
      store: new RedisChallengeStore(redis, clock, rules),
      close: () => {
        redis.close();
        cluster.stop();
      },
    };
  });
else it.skip('needs a redis-server', () => undefined);
