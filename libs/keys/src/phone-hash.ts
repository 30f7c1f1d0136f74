import { createHmac } from 'node:crypto';
import type { Subkey } from './keyring.js';

/** A keyed pseudonym of a number, 128 bits: the same number gives the same hash, and only the key leads back (R155). */
export function phoneHash(e164: string, { key }: Subkey): string {
  return createHmac('sha256', key).update(e164).digest().subarray(0, 16).toString('base64url');
}
