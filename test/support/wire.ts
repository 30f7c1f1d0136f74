import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { Redis } from 'ioredis';
import pg from 'pg';
import { type ScratchDatabase, scratchDatabase } from './scratch-database.js';
import { until } from './until.js';

const redisUrl = process.env['TEST_REDIS_URL'];
const logFile = process.env['TEST_DATABASE_LOG'];

/** Why nothing can be counted on this machine; undefined where it can. */
export const untapped = !(redisUrl && process.env['TEST_DATABASE_URL'])
  ? 'there is no Redis and no Postgres'
  : logFile
    ? undefined
    : 'TEST_DATABASE_URL is given without TEST_DATABASE_LOG, the file that its server logs to, each line with the name of its database (%d)';

/** What the stores were asked, in the order in which they heard it. */
export interface Heard {
  /** Commands of clients, each with its first key: what differs from caller to caller, in braces, is left out. */
  readonly redis: readonly string[];
  /** Statements by their name; one without a name by its first line. */
  readonly sql: readonly string[];
}

/** Written in batches for many requests, off the path of each. */
const batch = /^(?:insert into|update) (?:audit_events|messages)\b/;
/** How the service asks whether the database is there. */
const probe = 'select 1';

/**
 * Listens to a service's stores: what they heard, not what our own code believes to have sent. Redis tells by MONITOR,
 * Postgres by its log.
 */
export class Wire {
  private readonly commands: string[] = [];

  private constructor(
    private readonly database: ScratchDatabase,
    private readonly client: Redis,
    private readonly monitor: Redis,
    /** For a service that is to be listened to. */
    readonly environment: { readonly DATABASE_URL: string; readonly REDIS_KEY_PREFIX: string },
  ) {
    monitor.on('monitor', (_time: string, args: string[], source: string) => {
      // what a script does itself crosses no wire
      if (source !== 'lua') this.commands.push(args.join(' '));
    });
  }

  static async tap(): Promise<Wire> {
    const database = await scratchDatabase();
    const owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    // for connections that are yet to come; without the values, among which are tokens
    for (const setting of ["log_statement = 'all'", 'log_parameter_max_length = 0'])
      await owner.query(`alter database ${nameOf(database)} set ${setting}`);
    await owner.end();
    const client = new Redis(redisUrl!);
    const environment = { DATABASE_URL: database.url, REDIS_KEY_PREFIX: `${randomBytes(6).toString('hex')}:` };
    return new Wire(database, client, await client.monitor(), environment);
  }

  /** What was heard from the beginning of `work` to its end. */
  async during(work: () => Promise<void>): Promise<Heard> {
    await this.caughtUp();
    this.commands.length = 0;
    const from = statSync(logFile!).size;
    await work();
    await this.caughtUp();
    return { redis: this.commands.flatMap((command) => this.ours(command)), sql: this.statementsSince(from) };
  }

  async close(): Promise<void> {
    this.monitor.disconnect();
    this.client.disconnect();
    await this.database.drop();
  }

  /** Redis tells of commands in their order: when ours is told of, so were all before it. */
  private async caughtUp(): Promise<void> {
    const word = randomBytes(6).toString('hex');
    await this.client.echo(word);
    await until(
      () => this.commands.some((command) => command.includes(word)),
      (isThere) => isThere,
    );
  }

  private ours(command: string): string[] {
    const [name = '', ...args] = command.split(' ');
    const key = args.find((arg) => arg.startsWith(this.environment.REDIS_KEY_PREFIX));
    if (key === undefined) return [];
    return [`${name.toLowerCase()} ${key.slice(this.environment.REDIS_KEY_PREFIX.length).replace(/\{[^}]*\}/, '{}')}`];
  }

  private statementsSince(from: number): string[] {
    const lines = readFileSync(logFile!).subarray(from).toString().split('\n');
    return lines.flatMap((line) => {
      // parsing and binding are told of with the execution: one line for each statement
      const [, prefix = '', name, text = ''] = /^(.*?)LOG: {2}(?:statement|execute ([^:]+)): (.*)$/.exec(line) ?? [];
      if (!prefix.includes(nameOf(this.database)) || batch.test(text) || text.toLowerCase() === probe) return [];
      return [name && name !== '<unnamed>' ? name : text];
    });
  }
}

function nameOf({ url }: ScratchDatabase): string {
  return /\/([^/?]*)(?=\?|$)/.exec(url.slice(url.indexOf('@')))?.[1] ?? '';
}
