import { describe, expect, it } from '@jest/globals';
import { emailDestination } from '@sixdigit/contract';
import { Keyring } from '@sixdigit/keys';
import { ChallengeConfig } from './challenge.config.js';
import { ChallengeSecrets } from './challenge-secrets.js';

const old = 'an-older-root-key-0123456789-abcdefgh';
const secretsOf = (keys: [string, ...string[]]) => new ChallengeSecrets(new Keyring(keys), new ChallengeConfig());
const secrets = secretsOf([old]);
const rotated = secretsOf(['a-newer-root-key-0123456789-abcdefgh', old]);

const number = '+14155552671';
const hash = secrets.destinationHashOf(number);
const content = { destination: { to: number, country: 'US', block: '+1415555' }, facts: {} };
const bound = { hash, nonce: 'AAAAAAAAAAAA', purpose: 'sign_in' as const, binding: '' };

describe('the secrets of a challenge', () => {
  it('outlive a change of the root key', () => {
    const code = secrets.codeOf(bound);
    const mac = secrets.macOf(bound, code);
    expect(rotated.destinationHashOf(number)).toBe(hash);
    expect(rotated.bindingOf({ amount: '10' })).toBe(secrets.bindingOf({ amount: '10' }));
    expect(rotated.codeOf(bound, mac)).toBe(code);
    expect(rotated.macsOf(bound, code)).toContain(mac);
    expect(rotated.open(secrets.seal(content, hash), hash)).toEqual(content);
  });

  it('are as good as expired when their root key is no longer listed', () => {
    expect(secretsOf(['another-root-key-0123456789-abcdefghij']).open(secrets.seal(content, hash), hash)).toBeUndefined();
  });

  it('bind a code to its purpose, its facts, its destination and its challenge (T7, T8)', () => {
    const code = secrets.codeOf(bound);
    const mac = secrets.macOf(bound, code);
    const binding = secrets.bindingOf({ amount: '10.00', payee: 'A' });
    const others = [
      { ...bound, purpose: 'reset' as const },
      { ...bound, binding },
      { ...bound, hash: secrets.destinationHashOf('+14155552672') },
    ];
    for (const other of others) expect(secrets.macsOf(other, code)).not.toContain(mac);
    const codes = [...others, { ...bound, nonce: 'BBBBBBBBBBBB' }].map((other) => secrets.codeOf(other));
    expect(new Set([code, ...codes]).size).toBeGreaterThan(codes.length - 1);
  });

  it('bind facts whatever their order, and tell one amount or payee from another', () => {
    const facts = { amount: '10.00', payee: 'A' };
    expect(secrets.bindingOf({ payee: 'A', amount: '10.00' })).toBe(secrets.bindingOf(facts));
    for (const other of [{ ...facts, amount: '10000.00' }, { ...facts, payee: 'B' }, { amount: '10.00' }, { payee: '10.00', amount: 'A' }])
      expect(secrets.bindingOf(other)).not.toBe(secrets.bindingOf(facts));
    expect(secrets.bindingOf({})).toBe('');
  });

  it('hold no number and no code that could be read (T18)', () => {
    const origin = secrets.originOf({ network: '203.0.113.7', site: '203.0.113.7', range: '203.0.113.0/24' });
    const stored = [hash, secrets.macOf(bound, secrets.codeOf(bound)), secrets.seal(content, hash), ...Object.values(origin)].join(' ');
    expect(stored).not.toContain('4155552671');
    expect(stored).not.toContain('203.0.113');
    expect(Buffer.from(stored, 'base64').toString('latin1')).not.toContain('4155552671');
    expect(() => secrets.open(secrets.seal(content, hash), 'another-hash')).toThrow();
  });

  it('seal an address as they seal a number', () => {
    const email = { destination: emailDestination('ada@example.com'), facts: { action: 'payment' } };
    expect(secrets.open(secrets.seal(email, hash), hash)).toEqual(JSON.parse(JSON.stringify(email)));
  });
});
