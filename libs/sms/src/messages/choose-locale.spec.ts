import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseLocale } from './choose-locale.js';

const known = new Set(['en', 'de', 'pt', 'pt-BR', 'hi']);

describe('the language of a message', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['pt-br', 'pt-BR'],
    ['pt-PT', 'pt'],
    ['fr;q=0.9, hi;q=0.8', 'hi'],
    ['en;q=0.2, de;q=0.9', 'de'],
    ['de;q=0, hi', 'hi'],
    ['*', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    ['zz, ../../etc, de', 'de'],
    [`${'x,'.repeat(1000)}de`, 'en'],
  ])('for %j is %s', (wanted, expected) => {
    expect(chooseLocale(wanted, known, 'en')).toBe(expected);
  });

  it('is always one that is there, whatever a header says', () => {
    fc.assert(fc.property(fc.string(), (header) => known.has(chooseLocale(header, known, 'en'))));
  });
});
