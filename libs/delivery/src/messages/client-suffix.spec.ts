import { describe, expect, it } from '@jest/globals';
import { clientPlatforms, type MessageClient } from '@sixdigit/contract';
import fc from 'fast-check';
import { suffixFor } from './client-suffix.js';

const hash = 'FA+9qCX9VSu';
const autofill = {
  origins: ['https://app.example.com', 'https://München.example'],
  androidHashes: new Map([['com.example.app', hash]]),
};
const nobody = { origins: [], androidHashes: new Map<string, string>() };
const first = '\n\n@app.example.com #123456';
const second = '\n\n@xn--mnchen-3ya.example #123456';

describe('the last line of a message', () => {
  it.each<[MessageClient | undefined, string]>([
    [undefined, ''],
    [{ platform: 'web' }, first],
    [{ platform: 'web', id: 'https://app.example.com' }, first],
    [{ platform: 'web', id: 'https://APP.example.com/' }, first],
    [{ platform: 'web', id: 'app.example.com' }, first],
    [{ platform: 'web', id: 'https://xn--mnchen-3ya.example' }, second],
    [{ platform: 'web', id: 'https://evil.example' }, ''],
    [{ platform: 'web', id: 'http://app.example.com' }, ''],
    [{ platform: 'web', id: 'https://app.example.com:8443' }, ''],
    [{ platform: 'web', id: 'https://app.example.com@evil.example' }, ''],
    [{ platform: 'web', id: 'something' }, ''],
    [{ platform: 'web', id: '' }, ''],
    [{ platform: 'ios' }, first],
    [{ platform: 'ios', id: 'com.example.ios' }, first],
    [{ platform: 'ios', id: 'https://evil.example' }, ''],
    [{ platform: 'android', id: 'com.example.app' }, `\n${hash}`],
    [{ platform: 'android', id: hash }, ''],
    [{ platform: 'android', id: '__proto__' }, ''],
    [{ platform: 'android' }, ''],
  ])('for %j is %j', (client, expected) => {
    expect(suffixFor(client, '123456', autofill)).toBe(expected);
  });

  it('is of the settings, whatever a caller says', () => {
    const client = fc.record({ platform: fc.constantFrom(...clientPlatforms), id: fc.oneof(fc.string(), fc.webUrl(), fc.domain()) });
    fc.assert(
      fc.property(client, (said) => {
        expect(['', first, second, `\n${hash}`]).toContain(suffixFor(said, '123456', autofill));
        expect(suffixFor(said, '123456', nobody)).toBe('');
      }),
    );
  });
});
