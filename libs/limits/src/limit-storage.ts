import type { ThrottlerStorage } from '@nestjs/throttler';

/** How many times the limit of a /64 the /48 around it has. */
export const wideFactor = 4;

/** What a key begins with when it names a network within a wider one: the wider one's own key. */
export const wideKey = /^.*\}(?=.)/;

/** The throttler's answer, and the name under which an admitted hit can be taken back. */
export type CountedHit = Awaited<ReturnType<ThrottlerStorage['increment']>> & { readonly member: string };

/**
 * The throttler's storage with an exact sliding window: in no span of the window's length are more than
 * `limit` hits admitted, however many callers ask in parallel. A refused hit is not recorded, so that a caller who keeps
 * trying is let in as soon as there is room, and `timeToBlockExpire` (seconds, at least 1) says when.
 * A key is `budget:{network}`, or `budget:{wider}network` where both must have room and the wider one has {@link wideFactor}
 * times as much. The braces are the hash tag of a Redis Cluster: what one script counts is in one slot.
 */
export interface LimitStorage extends ThrottlerStorage {
  /** Throws a `Problem` (503) when it cannot decide. `ttl` is the window in milliseconds; there is no block beyond it. */
  increment(key: string, ttl: number, limit: number, blockDuration: number, throttlerName: string): Promise<CountedHit>;
  /** Takes back exactly this hit. One that has left its window is no error. */
  refund(key: string, member: string): Promise<void>;
}
