import type { Clock } from '@sixdigit/config';
import type { RedisConnection } from '@sixdigit/redis';
import { scripts } from './scripts/scripts.generated.js';

/** Keeps a text under a name for a while. */
export abstract class IdempotencyStore {
  /** The text that is there; where there is none, undefined, and `text` is there from now on. One step: of parallel callers one is first. */
  abstract begin(name: string, text: string, lifetimeMs: number): Promise<string | undefined>;

  abstract keep(name: string, text: string, lifetimeMs: number): Promise<void>;

  abstract drop(name: string): Promise<void>;
}

export class RedisIdempotencyStore extends IdempotencyStore {
  constructor(
    private readonly redis: RedisConnection,
    private readonly clock: Clock,
  ) {
    super();
  }

  async begin(name: string, text: string, lifetimeMs: number): Promise<string | undefined> {
    return (await this.redis.run<string | null>(scripts.begin, keysOf(name), this.argumentsOf(text, lifetimeMs))) ?? undefined;
  }

  async keep(name: string, text: string, lifetimeMs: number): Promise<void> {
    await this.redis.run(scripts.keep, keysOf(name), this.argumentsOf(text, lifetimeMs));
  }

  async drop(name: string): Promise<void> {
    await this.redis.run(scripts.drop, keysOf(name), []);
  }

  private argumentsOf(text: string, lifetimeMs: number): [string] {
    return [JSON.stringify({ text, lifetimeMs, offsetMs: this.clock.offsetMs })];
  }
}

function keysOf(name: string): string[] {
  return [`idempotency:${name}`];
}

/** Replies kept by one process, some 10 MB; then the oldest goes. */
const keptMax = 10_000;

/** Of a single machine, in memory. */
export class MemoryIdempotencyStore extends IdempotencyStore {
  private readonly kept = new Map<string, { readonly text: string; readonly untilMs: number }>();

  constructor(private readonly clock: Clock) {
    super();
  }

  async begin(name: string, text: string, lifetimeMs: number): Promise<string | undefined> {
    const found = this.kept.get(name);
    if (found && found.untilMs > this.clock.now()) return found.text;
    await this.keep(name, text, lifetimeMs);
    return undefined;
  }

  async keep(name: string, text: string, lifetimeMs: number): Promise<void> {
    this.kept.delete(name);
    this.kept.set(name, { text, untilMs: this.clock.now() + lifetimeMs });
    const [oldest] = this.kept.keys();
    if (this.kept.size > keptMax && oldest !== undefined) this.kept.delete(oldest);
  }

  async drop(name: string): Promise<void> {
    this.kept.delete(name);
  }
}
