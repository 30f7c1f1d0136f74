import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseAddress } from './address.js';

describe('an e-mail address', () => {
  it.each([
    ['v@example.com', 'v@example.com'],
    ['First.Last+tag@Example.COM', 'first.last+tag@example.com'],
    ["o'brien_{x}@mail.example.co.uk", "o'brien_{x}@mail.example.co.uk"],
    ['post@münchen.example', 'post@xn--mnchen-3ya.example'],
    ['post@MÜNCHEN.example', 'post@xn--mnchen-3ya.example'],
    ['a@xn--mnchen-3ya.example', 'a@xn--mnchen-3ya.example'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('%s has one spelling', (text, address) => {
    expect(parseAddress(text)).toBe(address);
    expect(parseAddress(address)).toBe(address);
  });

  it.each([
    'victim@example.com,attacker@evil.example',
    'victim@example.com;attacker@evil.example',
    'g:victim@example.com,attacker@evil.example;',
    '"victim@example.com" <attacker@evil.example>',
    'x <v@example.com>',
    '<v@example.com>',
    'v@example.com,',
    '"v"@example.com',
    'victim@example.com\r\nBcc: attacker@evil.example',
    'v@example.com\n',
    ' v@example.com',
    'v @example.com',
    'v\u0000@example.com',
    'v\u200b@example.com',
    'v@exam\u00adple.com',
    'v@example.com(comment)',
    '(comment)v@example.com',
    'v@a@example.com',
    'v@example',
    'v@127.0.0.1',
    'v@[127.0.0.1]',
    'v@0x7f.1',
    'v@exam%70le.com',
    'v@example.com/path',
    'v@example.com?x=1',
    'v@example.com#x',
    'v@example.com:25',
    'v@-example.com',
    'v@example..com',
    '.v@example.com',
    'v..w@example.com',
    'v@',
    '@example.com',
    'example.com',
    '',
    `${'a'.repeat(65)}@example.com`,
    `v@${'a'.repeat(63)}.${'a'.repeat(63)}.${'a'.repeat(63)}.${'a'.repeat(63)}.com`,
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it('holds nothing that a mail program would read as more than one address, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'av@.,;:<>()"\\ \r\n%[]é\u200b') }), (text) => {
        const address = parseAddress(text) ?? 'a@b.example';
        expect(address).toMatch(/^[!-~]+$/);
        expect(address).not.toMatch(/[,;:<>()"\\[\]]/);
        expect(address.split('@')).toHaveLength(2);
      }),
      { numRuns: 5000 },
    );
  });
});
