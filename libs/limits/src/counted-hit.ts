import type { CountedHit } from './limit-storage.js';

/** A decision in the throttler's terms, which count seconds. `waitMs` is 0 for a hit that was admitted. */
export function countedHit(member: string, hits: number, windowMs: number, waitMs: number): CountedHit {
  return {
    totalHits: hits,
    timeToExpire: Math.ceil(windowMs / 1000),
    isBlocked: waitMs > 0,
    timeToBlockExpire: Math.ceil(waitMs / 1000),
    member,
  };
}
