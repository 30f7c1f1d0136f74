import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idempotencyKey } from './idempotency-key.js';

const visible = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 16,
  maxLength: 128,
});
const inQuotes = (key: string) => `"${key.replace(/["\\]/g, '\\$&')}"`;

describe('an Idempotency-Key', () => {
  it('is the same bare and in quotes', () => {
    fc.assert(
      fc.property(
        visible.filter((key) => !key.startsWith('"')),
        (key) => {
          expect(idempotencyKey(key)).toBe(key);
          expect(idempotencyKey(inQuotes(key))).toBe(key);
        },
      ),
    );
  });

  it.each([
    '',
    'x'.repeat(15),
    'x'.repeat(129),
    `"${'x'.repeat(15)}"`,
    `${'x'.repeat(16)} y`,
    'ä'.repeat(16),
    ['a'.repeat(16), 'b'.repeat(16)],
  ])('that is none is refused: %j', (header) => {
    expect(() => idempotencyKey(header)).toThrow(expect.objectContaining({ code: 'request_invalid' }));
  });
});
