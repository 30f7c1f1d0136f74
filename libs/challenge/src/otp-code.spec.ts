import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Keyring } from '@sixdigit/keys';
import fc from 'fast-check';
import { ChallengeSecrets } from './challenge-secrets.js';
import { deriveCode, isCode } from './otp-code.js';

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

describe('the secrets of a challenge', () => {
  const old = 'an-older-root-key-0123456789-abcdefgh';
  const secrets = new ChallengeSecrets(new Keyring([old]), 6);
  const rotated = new ChallengeSecrets(new Keyring(['a-newer-root-key-0123456789-abcdefgh', old]), 6);

  it('outlive a change of the root key', () => {
    const tag = secrets.tagOf('+14155552671');
    const challenge = { tag, key: secrets.newKey(), purpose: 'sign_in' as const };
    const code = secrets.codeOf(challenge);
    const mac = secrets.macOf(tag, 'sign_in', code);
    expect(rotated.tagOf('+14155552671')).toBe(tag);
    expect(rotated.codeAgain({ ...challenge, mac })).toBe(code);
    expect(rotated.macsOf(tag, 'sign_in', code)).toContain(mac);
    expect(rotated.open(secrets.seal('+14155552671', tag), tag)).toBe('+14155552671');
  });

  it('bind a code to its purpose and its challenge (T7, T8)', () => {
    const tag = secrets.tagOf('+14155552671');
    const challenge = { tag, key: secrets.newKey(), purpose: 'sign_in' as const };
    const code = secrets.codeOf(challenge);
    expect(secrets.macsOf(tag, 'reset', code)).not.toContain(secrets.macOf(tag, 'sign_in', code));
    expect(secrets.macsOf(secrets.tagOf('+14155552672'), 'sign_in', code)).not.toContain(secrets.macOf(tag, 'sign_in', code));
  });

  it('hold no number and no code that could be read (T18)', () => {
    const tag = secrets.tagOf('+14155552671');
    const code = secrets.codeOf({ tag, key: secrets.newKey(), purpose: 'sign_in' });
    const stored = [tag, secrets.macOf(tag, 'sign_in', code), secrets.seal('+14155552671', tag), secrets.phoneHashOf('203.0.113.7')].join(
      ' ',
    );
    expect(stored).not.toContain('4155552671');
    expect(Buffer.from(stored, 'base64').toString('latin1')).not.toContain('4155552671');
    expect(() => secrets.open(secrets.seal('+14155552671', tag), 'another-tag')).toThrow();
  });
});
