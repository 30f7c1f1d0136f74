import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differenceFrom, endsWithVariable } from './registered-text.js';

const registered = '{#var#} is your {#var#} code. Good for {#var#} min.';

describe('a registered text', () => {
  it.each(['123456 is your Example code. Good for 10 min.', '1 is your A code code. Good for 5 min.'])('is matched by %j', (written) => {
    expect(differenceFrom(registered, written)).toBeUndefined();
  });

  it.each([
    ['123456 is your Example code. Good for 10 min', 'or {#var#} min.', ' min'],
    ['123456 is your Example code. Good for 10 min. Bye', ' min.', ' min. Bye'],
    ['123456 is your Example code, good for 10 min.', 'code. Good', 'code, good'],
    ['123456 was your Example code. Good for 10 min.', ' is your', ' was your'],
  ])('is left by %j where it goes on with %j', (written, inRegistered, inWritten) => {
    const difference = differenceFrom(registered, written)!;
    expect(difference.written).toContain(inWritten);
    expect(`or {#var#}${difference.registered}`).toContain(inRegistered);
  });

  it('holds at most 30 characters in a variable, and at least one', () => {
    const written = (product: string) => `1 is your ${product} code. Good for 5 min.`;
    expect(differenceFrom(registered, written('a'.repeat(30)))).toBeUndefined();
    expect(differenceFrom(registered, written('a'.repeat(31)))).toBeDefined();
    expect(differenceFrom(registered, written('a'.repeat(31)), 31)).toBeUndefined();
    expect(differenceFrom(registered, written(''))).toBeDefined();
  });

  const fixed = fc.string({ unit: 'grapheme' }).filter((text) => !/[{}#]/.test(text));
  const value = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 });

  it('is matched by itself with any values, whatever signs they hold', () => {
    fc.assert(
      fc.property(fixed, fc.array(fc.tuple(value, fixed), { maxLength: 4 }), (start, parts) => {
        const template = start + parts.map(([, text]) => `{#var#}${text}`).join('');
        expect(differenceFrom(template, start + parts.map(([filled, text]) => filled + text).join(''))).toBeUndefined();
      }),
    );
  });

  it('without variables is matched by nothing but itself', () => {
    fc.assert(fc.property(fixed, fixed, (text, written) => (differenceFrom(text, written) === undefined) === (text === written)));
  });

  it('ends with a variable also where a full stop follows', () => {
    expect(['Code {#var#}', 'Code {#var#}.', 'Code {#var#} \n'].map(endsWithVariable)).toEqual([true, true, true]);
    expect(['{#var#} is it', ''].map(endsWithVariable)).toEqual([false, false]);
  });
});
