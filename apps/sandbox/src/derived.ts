import { createHash } from 'node:crypto';

/** Identifiers and secrets that are the same again for the same seed, so that what was pasted outlives a restart. */
export function derived(seed: string): (name: string, prefix?: string) => string {
  return (name, prefix = '') => `${prefix}${createHash('sha256').update(`${seed}/${name}`).digest('hex').slice(0, 32)}`;
}
