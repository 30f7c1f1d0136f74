import type { Clock } from '@sixdigit/config';
import { type CountedHit, type LimitStorage, wideFactor, wideKey } from './limit-storage.js';

interface Hit {
  readonly atMs: number;
  readonly member: string;
}

interface Log {
  /** Oldest first. */
  readonly hits: Hit[];
  windowMs: number;
}

/** Hits kept in all, some 30 MB. */
const hitsMaxDefault = 200_000;

/** Logs looked at for each hit; more than a hit adds, so that the spent ones never pile up. */
const sweepsPerHit = 4;

/**
 * Limits of a single machine, in memory. When it is full, the log that was written to longest ago goes:
 * who owns enough networks to push others out has enough of them not to need it.
 */
export class MemoryLimitStorage implements LimitStorage {
  /** The log that was written to longest ago comes first. */
  private readonly logs = new Map<string, Log>();
  private held = 0;
  private sequence = 0;

  constructor(
    private readonly clock: Clock,
    private readonly hitsMax = hitsMaxDefault,
  ) {}

  /** Hits in memory, those included that have left their window and were not swept yet. */
  get size(): number {
    return this.held;
  }

  async increment(key: string, ttl: number, limit: number): Promise<CountedHit> {
    const nowMs = this.clock.now();
    const wide = wideKey.exec(key)?.[0];
    const waitMs = Math.max(
      this.waitOf(key, nowMs, ttl, limit),
      wide === undefined ? 0 : this.waitOf(wide, nowMs, ttl, limit * wideFactor),
    );
    this.sequence += 1;
    const hit = { atMs: nowMs, member: String(this.sequence) };
    if (waitMs === 0) {
      this.write(key, hit, ttl);
      if (wide !== undefined) this.write(wide, hit, ttl);
      this.sweep(nowMs, key);
    }
    return {
      totalHits: this.logs.get(key)?.hits.length ?? 0,
      timeToExpire: Math.ceil(ttl / 1000),
      isBlocked: waitMs > 0,
      timeToBlockExpire: Math.ceil(waitMs / 1000),
      member: hit.member,
    };
  }

  async refund(key: string, member: string): Promise<void> {
    for (const name of [key, ...(wideKey.exec(key) ?? [])]) {
      const log = this.logs.get(name);
      const index = log?.hits.findIndex((hit) => hit.member === member) ?? -1;
      if (!log || index < 0) continue;
      log.hits.splice(index, 1);
      this.held -= 1;
      if (log.hits.length === 0) this.logs.delete(name);
    }
  }

  /** Milliseconds until there is room; 0 when there is. Forgets what has left the window. */
  private waitOf(name: string, nowMs: number, windowMs: number, limit: number): number {
    const hits = this.logs.get(name)?.hits;
    if (!hits) return 0;
    let left = 0;
    while (left < hits.length && hits[left]!.atMs <= nowMs - windowMs) left += 1;
    if (left > 0) hits.splice(0, left);
    this.held -= left;
    if (hits.length < limit) return 0;
    return Math.min(hits[hits.length - limit]!.atMs + windowMs - nowMs, windowMs);
  }

  private write(name: string, hit: Hit, windowMs: number): void {
    const log = this.logs.get(name) ?? { hits: [], windowMs };
    log.windowMs = windowMs;
    log.hits.push(hit);
    this.held += 1;
    this.logs.delete(name);
    this.logs.set(name, log);
  }

  /** Leaves alone what was just written: a limit larger than the memory would otherwise never be reached. */
  private sweep(nowMs: number, justWritten: string): void {
    let looked = 0;
    for (const [name, log] of this.logs) {
      if (name === justWritten) return;
      const spent = (log.hits.at(-1)?.atMs ?? 0) <= nowMs - log.windowMs;
      if (this.held <= this.hitsMax && (looked >= sweepsPerHit || !spent)) return;
      this.logs.delete(name);
      this.held -= log.hits.length;
      looked += 1;
    }
  }
}
