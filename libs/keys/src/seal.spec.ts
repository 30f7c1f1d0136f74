import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { open, seal } from './seal.js';

const key = createSecretKey(randomBytes(32));

describe('a sealed text', () => {
  it('opens under its key and context, and shows nothing of itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
        expect(open(key, seal(key, text, context), context)).toBe(text);
        expect(seal(key, text, context)).not.toBe(seal(key, text, context));
      }),
    );
  });

  it('opens under no other key or context, and not when a bit of it has changed', () => {
    const sealed = seal(key, 'a text', 'here');
    expect(() => open(createSecretKey(randomBytes(32)), sealed, 'here')).toThrow();
    expect(() => open(key, sealed, 'there')).toThrow();
    const bytes = Buffer.from(sealed, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index]! ^= 1;
      expect(() => open(key, changed.toString('base64url'), 'here')).toThrow();
    }
  });
});
