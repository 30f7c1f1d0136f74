import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import * as library from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';

const parser = jest.fn(library.parsePhoneNumberFromString);
jest.unstable_mockModule('libphonenumber-js/max', () => ({ ...library, parsePhoneNumberFromString: parser }));
const { isPhoneRegion, parsePhone } = await import('./phone.js');

const everywhere = { allowedCountries: [] };
const usa = { allowedCountries: [], defaultRegion: 'US' };
const american = { to: '+14155552671', block: '+1415555', country: 'US' };

const countries = library.getCountries();
const exampleOf = (country: library.CountryCode) => library.getExampleNumber(country, examples)!;
const anyRegion = fc.constantFrom(...countries);
const anyExample = anyRegion.map(exampleOf);

/** A number of the right beginning and about the right length, valid or not. */
const anyLookalike = fc
  .tuple(anyExample, fc.constantFrom('', '0', '1', '9', '15'), fc.stringMatching(/^[0-9]{0,4}$/))
  .map(
    ([{ countryCallingCode, nationalNumber }, between, end]) =>
      `+${countryCallingCode}${between}${nationalNumber.slice(0, nationalNumber.length - end.length)}${end}`,
  );

/** The same digits as somebody else writes them. */
const spelled = (written: string) =>
  fc
    .array(fc.constantFrom('', '', '', ' ', '-', '.', '(', ')'), { minLength: written.length, maxLength: written.length })
    .map((separators) => [...written].map((character, index) => character + separators[index]).join(''))
    .filter((text) => text.length <= 32);

beforeEach(() => {
  parser.mockClear();
});

describe('parsePhone', () => {
  it.each([
    '+14155552671',
    '+1 415 555 2671',
    '+1 (415) 555-2671',
    '+1-415-555-2671',
    '+1.415.555.2671',
    '(+1) 415 555 2671',
    ' +14155552671 ',
    '+1  415  555  2671',
  ])('reads every usual spelling as one number: %j', (text) => {
    expect(parsePhone(text, everywhere)).toEqual(american);
  });

  it.each(['4155552671', '(415) 555-2671', '415.555.2671', '1 415 555 2671', '14155552671'])(
    'reads a number without its + as one of the default region only: %j',
    (text) => {
      expect(parsePhone(text, usa)).toEqual(american);
      expect(parsePhone(text, everywhere)).toBe('invalid');
      expect(parsePhone(text, { allowedCountries: [], defaultRegion: 'XX' })).toBe('invalid');
    },
  );

  it('drops the trunk zero that people leave behind the country code', () => {
    for (const text of ['+44 (0)7400 123456', '+4407400123456', '+447400123456'])
      expect(parsePhone(text, everywhere)).toMatchObject({ to: '+447400123456', country: 'GB' });
  });

  it.each([
    ['full-width digits', '+１４１５５５５２６７１'],
    ['Arabic digits', '+١٤١٥٥٥٥٢٦٧١'],
    ['Persian digits', '+۱۴۱۵۵۵۵۲۶۷۱'],
    ['Devanagari digits', '+१४१५५५५२६७१'],
    ['one digit of another script', '+1415555267１'],
    ['a full-width plus', '＋14155552671'],
    ['two pluses', '++14155552671'],
    ['a plus inside', '1+4155552671'],
    ['letters', '+1 415 FLOWERS'],
    ['a vanity number', '1-800-FLOWERS'],
    ['an extension ;ext=', '+14155552671;ext=12'],
    ['an extension x', '+14155552671x12'],
    ['an extension #', '+14155552671 #12'],
    ['an extension ext.', '+14155552671 ext. 12'],
    ['a comma pause', '+14155552671,,12'],
    ['a tel: URI', 'tel:+14155552671'],
    ['a phone-context', '5552671;phone-context=+1415'],
    ['a slash', '+1415/5552671'],
    ['a tilde', '+1415~5552671'],
    ['a no-break space', '+1\u00a04155552671'],
    ['a soft hyphen', '+1415\u00ad5552671'],
    ['a zero-width space', '+1415\u200b5552671'],
    ['a word joiner', '+1415\u20605552671'],
    ['a right-to-left mark', '\u200f+14155552671'],
    ['a right-to-left override', '\u202e+14155552671'],
    ['a typographic hyphen', '+1415‐5552671'],
    ['a tab', '+1415\t5552671'],
    ['a line end', '+14155552671\n'],
    ['NUL', '+14155552671\0'],
    ['the way abroad with 00', '0014155552671'],
    ['the way abroad in brackets', '(00)14155552671'],
    ['separators alone', '+ () - .'],
    ['nothing', ''],
    ['a blank', ' '],
    ['a short code', '911'],
  ])('refuses, before the parser sees it: %s', (_, text) => {
    for (const defaultRegion of [undefined, 'US', 'GB', 'AU'])
      expect(parsePhone(text, { allowedCountries: [], defaultRegion })).toBe('invalid');
    expect(parser).not.toHaveBeenCalled();
  });

  it.each(['a', '1', ' ', '(', '+', '1-', '1-1-1-', '+1 ', '٣', '0'])('refuses 100 KB of %j before the parser sees it', (part) => {
    const text = part.repeat(100_000 / part.length);
    for (const each of [text, `+1${text}`, `+14155552671${text}`]) expect(parsePhone(each, usa)).toBe('invalid');
    expect(parser).not.toHaveBeenCalled();
  });

  it('refuses what is longer than a number with room around it', () => {
    expect(parsePhone('+14155552671'.padEnd(32), everywhere)).toEqual(american);
    expect(parsePhone('+14155552671'.padEnd(33), everywhere)).toBe('invalid');
  });

  it.each(['+1234567890', '+10000000000', '+1415555267', '+141555526711', '+999123456789', '+0014155552671', '+123456789012345'])(
    'refuses a number that cannot exist: %s',
    (text) => {
      expect(parsePhone(text, everywhere)).toBe('invalid');
    },
  );

  it.each([
    ['premium', '+19005551234'],
    ['toll-free', '+18005551212'],
    ['shared-cost', '+448431234567'],
    ['a UAN', '+445512345678'],
    ['premium abroad', '+449012345678'],
  ])('refuses a line that pays or belongs to no person: %s', (_, text) => {
    expect(library.parsePhoneNumberFromString(text)?.isValid()).toBe(true);
    expect(parsePhone(text, everywhere)).toBe('invalid');
    expect(parsePhone(text, { allowedCountries: ['US', 'GB'] })).toBe('invalid');
  });

  it("accepts Twilio's numbers for tests", () => {
    expect(parsePhone('+15005550006', everywhere)).toMatchObject({ to: '+15005550006', country: 'US' });
  });

  it('tells a country that is not served apart', () => {
    expect(parsePhone('+14155552671', { allowedCountries: ['GB', 'IN'] })).toBe('country_refused');
    expect(parsePhone('+919876543210', { allowedCountries: ['GB', 'IN'] })).toMatchObject({ to: '+919876543210', country: 'IN' });
    expect(parsePhone('4155552671', { allowedCountries: ['GB'], defaultRegion: 'US' })).toBe('country_refused');
  });

  it('tells countries of one calling code apart', () => {
    expect(parsePhone('+16135550123', { allowedCountries: ['US'] })).toBe('country_refused');
    expect(parsePhone('+16135550123', { allowedCountries: ['CA'] })).toMatchObject({ to: '+16135550123', country: 'CA' });
    expect(parsePhone('6135550123', usa)).toMatchObject({ to: '+16135550123', country: 'CA' });
  });

  it.each(['+881612345678', '+870773111632', '+882161234567'])('serves a number of no country only where 001 is listed: %s', (text) => {
    expect(parsePhone(text, everywhere)).toBe('country_refused');
    expect(parsePhone(text, { allowedCountries: ['US'] })).toBe('country_refused');
    expect(parsePhone(text, { allowedCountries: ['001'] })).toMatchObject({ to: text, country: '001' });
  });

  it.each(['011 44 7911 123456', '447911123456'])('refuses a foreign number without its +: %j', (text) => {
    expect(parsePhone(text, usa)).toBe('invalid');
  });

  it('knows the mobile numbers of every country, written with and without the country', () => {
    for (const country of countries) {
      const example = exampleOf(country);
      const international = parsePhone(example.number, everywhere);
      expect(international).toEqual({
        to: example.number,
        country: expect.stringMatching(/^[A-Z]{2}$/),
        block: example.number.slice(0, -4),
      });
      expect(parsePhone(example.formatInternational(), everywhere)).toEqual(international);
      const rules = { allowedCountries: [], defaultRegion: country };
      expect(parsePhone(example.formatNational(), rules)).toEqual(international);
      expect(parsePhone(example.nationalNumber, rules)).toEqual(international);
      const { country: named } = international as { country: string };
      expect(parsePhone(example.number, { allowedCountries: [named] })).toEqual(international);
      expect(parsePhone(example.number, { allowedCountries: countries.filter((other) => other !== named) })).toBe('country_refused');
    }
  });

  it('reads every spelling of a number as that number', () => {
    fc.assert(
      fc.property(
        anyExample.chain((example) => fc.tuple(fc.constant(example), spelled(example.number))),
        ([example, text]) => {
          expect(parsePhone(text, everywhere)).toEqual(expect.objectContaining({ to: example.number }));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('reads every national spelling of a number as that number', () => {
    const written = anyRegion.chain((region) => fc.tuple(fc.constant(region), spelled(exampleOf(region).nationalNumber)));
    fc.assert(
      fc.property(written, ([defaultRegion, text]) => {
        expect(parsePhone(text, { allowedCountries: [], defaultRegion })).toEqual(
          expect.objectContaining({ to: exampleOf(defaultRegion).number }),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('reads what it has read as the same number, so that no number has two keys', () => {
    fc.assert(
      fc.property(anyLookalike, (text) => {
        const phone = parsePhone(text, everywhere);
        if (typeof phone === 'string') return;
        expect(phone.to).toMatch(/^\+[1-9][0-9]{6,14}$/);
        expect(parsePhone(phone.to, everywhere)).toEqual(phone);
      }),
      { numRuns: 5000 },
    );
  });

  it('accepts nothing that the full metadata call invalid', () => {
    fc.assert(
      fc.property(anyLookalike, (text) => {
        if (typeof parsePhone(text, everywhere) !== 'string') expect(library.isValidPhoneNumber(text)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('answers a number without + with one of the default region, or not at all', () => {
    const written = fc.tuple(
      anyExample,
      fc.constantFrom('', '0', '00', '000', '001', '009', '0011', '010', '011', '119', '810', '1', '8'),
      anyRegion,
    );
    fc.assert(
      fc.property(written, ([example, prefix, defaultRegion]) => {
        const phone = parsePhone(`${prefix}${example.number.slice(1)}`, { allowedCountries: [], defaultRegion });
        if (prefix.startsWith('00')) expect(phone).toBe('invalid');
        else if (typeof phone !== 'string') expect(phone.to.startsWith(`+${library.getCountryCallingCode(defaultRegion)}`)).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });

  it('throws at nothing', () => {
    const pieces = fc.constantFrom(
      '+',
      '0',
      '00',
      '1',
      '44',
      '415',
      '555',
      '2671',
      ' ',
      '-',
      '(',
      ')',
      '.',
      'x',
      '#',
      ';ext=',
      'tel:',
      '１',
      '٣',
      '\u202e',
      '\0',
      '\ud800',
    );
    const garbage = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 64 }),
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
    );
    const region = fc.option(fc.oneof(anyRegion, fc.string({ maxLength: 3 }), fc.constantFrom('__proto__', 'constructor')), {
      nil: undefined,
    });
    fc.assert(
      fc.property(garbage, region, (text, defaultRegion) => {
        const phone = parsePhone(text, { allowedCountries: [], defaultRegion });
        if (typeof phone === 'string') expect(['invalid', 'country_refused']).toContain(phone);
        else expect(phone.to).toMatch(/^\+[1-9][0-9]{6,14}$/);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('isPhoneRegion', () => {
  it('knows the countries that have phone numbers', () => {
    expect(countries.every(isPhoneRegion)).toBe(true);
    for (const text of ['XX', 'us', 'USA', '', '001', '+1', '__proto__', 'constructor', 'toString'])
      expect(isPhoneRegion(text)).toBe(false);
  });
});
