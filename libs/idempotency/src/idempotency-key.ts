import { Problem } from '@sixdigit/contract';

const shape = /^[\x21-\x7e]{16,128}$/;

/** A String of Structured Fields (RFC 9651 §3.3.3): in quotes, with `"` and `\` escaped. */
const quoted = /^"((?:[^"\\]|\\["\\])*)"$/;

/**
 * The value of `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header), in quotes or bare, as many clients send it.
 * Throws a `Problem` (400) unless it is 16 to 128 visible ASCII characters.
 */
export function idempotencyKey(header: string | readonly string[]): string {
  const text = typeof header === 'string' ? header.trim() : '';
  const key = quoted.exec(text)?.[1]?.replace(/\\(["\\])/g, '$1') ?? text;
  if (!shape.test(key))
    throw new Problem('request_invalid', { fields: { 'Idempotency-Key': 'must be 16 to 128 visible ASCII characters' } });
  return key;
}
