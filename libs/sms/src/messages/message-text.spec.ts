import { describe, expect, it } from '@jest/globals';
import { purposes } from '@sixdigit/contract';
import fc from 'fast-check';
import { messageText } from './message-text.js';

describe('the text of a message', () => {
  it('is one segment that names product, code and purpose, and holds no link', () => {
    const product = fc.stringMatching(/^[A-Za-z0-9 .&'-]{1,30}$/);
    const code = fc.stringMatching(/^[0-9]{6,10}$/);
    fc.assert(
      fc.property(
        product,
        code,
        fc.constantFrom(...purposes),
        fc.integer({ min: 1, max: 600 }),
        (name, digits, purpose, lifetimeSeconds) => {
          const text = messageText({ product: name, code: digits, purpose, lifetimeSeconds });
          expect(text.length).toBeLessThanOrEqual(160);
          expect(text).toContain(name);
          expect(text.startsWith(digits)).toBe(true);
          expect(text).not.toMatch(/https?:|www\./);
        },
      ),
    );
  });

  it('says something else for each purpose', () => {
    const texts = purposes.map((purpose) => messageText({ product: 'Example', code: '123456', purpose, lifetimeSeconds: 600 }));
    expect(new Set(texts).size).toBe(purposes.length);
  });
});
