import { createHash } from 'node:crypto';
import type { OnApplicationShutdown } from '@nestjs/common';
import { unavailable } from '@sixdigit/contract';
import { Cluster, Redis } from 'ioredis';
import type { RedisConfig } from './redis.config.js';
import { refuseOutdated } from './redis-outdated.js';

/** One Lua script: atomic, and the only way our code changes Redis. */
export interface Script {
  readonly name: string;
  readonly lua: string;
}

/** No command waits longer than this, so that an answer is given within two seconds whatever Redis does. */
const commandTimeoutMs = 800;

/** A start waits no longer than this for Redis. */
const firstConnectionMs = 1000;

/**
 * The connection to Redis, or none: without `REDIS_URL` the stores of one process stand in for it.
 * A Redis that does not answer is a `Problem` (503), never a hang, and is found again by itself.
 */
export class RedisConnection implements OnApplicationShutdown {
  private readonly client: Redis | Cluster | undefined;
  private readonly shas = new WeakMap<Script, string>();

  constructor(private readonly config: RedisConfig) {
    if (!config.url) return;
    const options = {
      keyPrefix: config.keyPrefix,
      enableOfflineQueue: false,
      enableAutoPipelining: true,
      maxRetriesPerRequest: 1,
      connectTimeout: 1000,
      commandTimeout: commandTimeoutMs,
      retryStrategy: (attempt: number) => Math.min(attempt * 100, 1000),
    };
    const urls = config.url.split(',').filter(Boolean);
    this.client =
      urls.length > 1
        ? // no auto-pipelining here: it would put scripts of different slots into one pipeline
          new Cluster(urls, {
            redisOptions: { ...options, enableAutoPipelining: false },
            keyPrefix: config.keyPrefix,
            enableOfflineQueue: false,
          })
        : new Redis(urls[0]!, options);
    // an unhandled 'error' event would end the process; the failing commands tell the history
    this.client.on('error', () => undefined);
  }

  /** Whether the process stands alone, without Redis. */
  get embedded(): boolean {
    return this.client === undefined;
  }

  /**
   * The client itself, for a library that insists on being given one. Our own code calls {@link run}, which
   * turns an outage into a `Problem`; nobody but this class closes it.
   */
  get shared(): Redis | Cluster {
    return this.reachable();
  }

  /**
   * Waits for the first connection, at most a second: a Redis that is away delays the start, it does not stop it.
   * Throws `RedisOutdated` where Redis answers and is older than its scripts need.
   */
  async connected(): Promise<void> {
    const client = this.client;
    if (!client) return;
    if (client.status !== 'ready') await ready(client);
    // managed services may refuse INFO: what does not answer is away, not outdated
    refuseOutdated(await client.info('server').catch(() => ''));
  }

  /** Runs a script in one round trip. Keys are given without the prefix. */
  async run<Reply>(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<Reply> {
    const client = this.reachable();
    const sha = this.sha(script);
    try {
      return (await client.evalsha(sha, keys.length, ...keys, ...args)) as Reply;
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw unavailable(error);
    }
    try {
      return (await client.eval(script.lua, keys.length, ...keys, ...args)) as Reply;
    } catch (error) {
      throw unavailable(error);
    }
  }

  /** Throws when Redis does not answer. */
  async ping(): Promise<void> {
    if (!this.client) return;
    try {
      await this.client.ping();
    } catch (error) {
      throw unavailable(error);
    }
  }

  /** Settings under which Redis may forget counters; empty where it does not say. */
  async durabilityWarnings(): Promise<string[]> {
    if (!(this.client instanceof Redis)) return [];
    try {
      const [, policy] = (await this.client.config('GET', 'maxmemory-policy')) as string[];
      const [, appendonly] = (await this.client.config('GET', 'appendonly')) as string[];
      return [
        ...(policy && policy !== 'noeviction'
          ? [`Redis may evict limits and challenges: set maxmemory-policy to noeviction (it is ${policy})`]
          : []),
        ...(appendonly === 'no' ? ['Redis forgets limits and challenges when it restarts: set appendonly to yes'] : []),
      ];
    } catch {
      return []; // managed services refuse CONFIG
    }
  }

  close(): void {
    this.client?.disconnect();
  }

  onApplicationShutdown(): void {
    this.close();
  }

  private reachable(): Redis | Cluster {
    if (!this.client) throw new Error('There is no Redis: the memory store should have been used.');
    return this.client;
  }

  private sha(script: Script): string {
    let sha = this.shas.get(script);
    if (!sha) {
      sha = createHash('sha1').update(script.lua).digest('hex');
      this.shas.set(script, sha);
    }
    return sha;
  }
}

function ready(client: Redis | Cluster): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, firstConnectionMs);
    client.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
