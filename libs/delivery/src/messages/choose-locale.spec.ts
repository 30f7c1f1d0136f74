import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseLocale } from './choose-locale.js';

const known = new Set(['en', 'de', 'pt', 'pt-BR', 'hi', 'zh-Hant']);

describe('the language of a message', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['pt-br', 'pt-BR'],
    ['pt-PT', 'pt'],
    ['PT-pt', 'pt'],
    ['de_AT', 'de'],
    ['zh-hant-TW', 'zh-Hant'],
    ['de-DE-1996-x-own', 'de'],
    ['fr, DE;Q=0.5', 'de'],
    ['fr;q=0.9, hi;q=0.8', 'hi'],
    ['en;q=0.2, de;q=0.9', 'de'],
    ['de;q=0, hi', 'hi'],
    ['*', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    ['zz, ../../etc, de', 'de'],
    [`${'x'.repeat(195)},de;q=0`, 'en'],
    [`${'x,'.repeat(1000)}de`, 'en'],
  ])('for %j is %s', (wanted, expected) => {
    expect(chooseLocale(wanted, known, 'en')).toBe(expected);
  });

  it('is the wanted one that weighs most, in whatever order and case', () => {
    const weighed = fc.uniqueArray(fc.record({ tag: fc.constantFrom(...known), quality: fc.integer({ min: 1, max: 999 }) }), {
      minLength: 1,
      maxLength: 5,
      selector: ({ quality }) => quality,
    });
    fc.assert(
      fc.property(weighed, fc.boolean(), (items, isUpper) => {
        const header = items.map(({ tag, quality }) => `${tag};q=0.${String(quality).padStart(3, '0')}`).join(', ');
        const heaviest = items.reduce((best, next) => (next.quality > best.quality ? next : best)).tag;
        expect(chooseLocale(isUpper ? header.toUpperCase() : header, known, 'en')).toBe(heaviest);
      }),
    );
  });

  it('is always one that is there, whatever a header says', () => {
    fc.assert(fc.property(fc.string(), (header) => known.has(chooseLocale(header, known, 'en'))));
  });
});
