import type { Network } from '@sixdigit/caller';

/** How many times the limit of a /64 the /48 around it has. */
export const wideFactor = 4;

/**
 * Names a network. The braces hold its widest part: everything that one script counts has the same
 * hash tag and so the same slot of a Redis Cluster.
 */
export function trackerOf({ bucket, wide }: Network): string {
  return wide === undefined ? `{${bucket}}` : `{${wide}}${bucket}`;
}

/** The logs that a hit on `key` is written to: the network's own, and that of the wider one where there is one. */
export function logsOf(key: string): readonly [own: string, wide?: string] {
  const end = key.indexOf('}') + 1;
  return end === 0 || end === key.length ? [key] : [key, key.slice(0, end)];
}
