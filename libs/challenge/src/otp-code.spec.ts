import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ChallengeConfig } from './challenge.config.js';
import type { ChallengeStore } from './challenge.store.js';
import type { ChallengeSecrets } from './challenge-secrets.js';
import { Challenges } from './challenges.service.js';
import type { ClaimMode } from './claim-mode.js';
import { deriveCode } from './otp-code.js';

const isCode = (text: string, codeLength: number) =>
  new Challenges(
    {} as ChallengeStore,
    {} as ChallengeSecrets,
    {} as ClaimMode,
    Object.assign(new ChallengeConfig(), { codeLength }),
  ).isCode(text);

const subkey = { id: 'k', key: createSecretKey(randomBytes(32)) };

describe('codes', () => {
  it('are spread evenly at every position, with leading zeros (T17)', () => {
    const codes = 100_000;
    const counts = Array.from({ length: 6 }, () => new Array<number>(10).fill(0));
    for (let index = 0; index < codes; index += 1)
      for (const [at, digit] of [...deriveCode(subkey, [String(index)], 6)].entries()) counts[at]![Number(digit)]! += 1;
    const expected = codes / 10;
    // chi-square with 9 degrees of freedom passes 40 once in a hundred thousand times
    for (const position of counts) expect(position.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0)).toBeLessThan(40);
  });

  it('are computed again from the same challenge, of any length', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 6, max: 10 }), (boundTo, length) => {
        const code = deriveCode(subkey, boundTo, length);
        expect(isCode(code, length)).toBe(true);
        expect(deriveCode(subkey, boundTo, length)).toBe(code);
      }),
    );
  });

  it.each(['１２３４５６', '12345', '1234567', ' 12345', '12345\n', '1e5000', '+12345', '١٢٣٤٥٦', '12345\u200b'])(
    'are ASCII digits of their length, not %j (T22)',
    (text) => {
      expect(isCode(text, 6)).toBe(false);
    },
  );
});
