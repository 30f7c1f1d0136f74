import { createHmac } from 'node:crypto';
import type { Subkey } from '@sixdigit/keys';

/** Bytes below this are spread evenly over ten digits; the others are thrown away, or 0 to 5 would come more often. */
const fairBytesMax = 250;

/**
 * The code of a challenge: HMAC-SHA-256 under a subkey over what the code is bound to, as digits by rejection sampling.
 * Nothing is stored, and sending again computes it again.
 */
export function deriveCode(subkey: Subkey, boundTo: readonly string[], length: number): string {
  let digits = '';
  for (let block = 0; digits.length < length; block += 1) {
    const bytes = createHmac('sha256', subkey.key)
      .update(JSON.stringify([...boundTo, block]))
      .digest();
    for (const byte of bytes) if (byte < fairBytesMax && digits.length < length) digits += String(byte % 10);
  }
  return digits;
}
