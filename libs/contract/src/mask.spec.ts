import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { maskPhone, maskPhonesIn } from './mask.js';

const anyExample = fc.constantFrom(...getCountries()).map((country) => getExampleNumber(country, examples)!);
const anyText = fc.string({ unit: fc.constantFrom(...'0123456789+٣１ -.()abc:/%"\n'), maxLength: 80 });

describe('maskPhone', () => {
  it('leaves the last four digits, and the last two for strangers', () => {
    expect(maskPhone('+14155552671')).toBe('********2671');
    expect(maskPhone('+14155552671', 2)).toBe('********71');
  });

  it('has one shape for every number, so that neither country nor length shows', () => {
    fc.assert(
      fc.property(anyExample, ({ number }) => {
        expect(maskPhone(number)).toBe(`********${number.slice(-4)}`);
        expect(maskPhone(number, 2)).toBe(`********${number.slice(-2)}`);
      }),
    );
  });
});

describe('maskPhonesIn', () => {
  it.each([
    ["The 'To' number +14155552671 is not valid", "The 'To' number ******** is not valid"],
    ['Key (phone)=(+14155552671) already exists.', 'Key (phone)=(********) already exists.'],
    ['GET /numbers/%2B14155552671?x=1', 'GET /numbers/%2B********?x=1'],
    ['to +1 (415) 555-2671, refused', 'to ********, refused'],
    ['+1 415 555 2671 and +44.7911.123456', '******** and ********'],
    ['{"to":"919876543210"}', '{"to":"********"}'],
    ['+１４１５５５５２６７１', '********'],
  ])('hides the number in %j', (text, masked) => {
    expect(maskPhonesIn(text)).toBe(masked);
  });

  it.each([
    'connect ECONNREFUSED 127.0.0.1:5432',
    'at run (file:///app/dist/main.js:120:34)',
    'error 60200 after 5000 ms, SQLSTATE 23505',
    '2026-11-20T10:20:30.123+00:00',
    'a + b - 123456',
  ])('leaves alone what is no number: %j', (text) => {
    expect(maskPhonesIn(text)).toBe(text);
  });

  it('leaves no seven digits in a row, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(maskPhonesIn(text)).not.toMatch(/\p{Nd}{7}/u);
      }),
      { numRuns: 5000 },
    );
  });

  it('leaves no number of any country in a text, however it is set apart', () => {
    fc.assert(
      fc.property(anyText, anyExample, anyText, (before, example, after) => {
        for (const written of [example.number, example.formatInternational()])
          expect(maskPhonesIn(`${before} ${written} ${after}`)).not.toContain(written);
      }),
      { numRuns: 2000 },
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(maskPhonesIn(maskPhonesIn(text))).toBe(maskPhonesIn(text));
      }),
    );
  });
});
