import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foreignTo, segmentsOf } from './segments.js';

describe('the segments of a text', () => {
  it.each([
    ['a'.repeat(160), 'GSM-7', 160, 1],
    ['a'.repeat(161), 'GSM-7', 161, 2],
    ['a'.repeat(306), 'GSM-7', 306, 2],
    ['a'.repeat(307), 'GSM-7', 307, 3],
    [`${'a'.repeat(158)}€`, 'GSM-7', 160, 1],
    [`${'a'.repeat(159)}€`, 'GSM-7', 161, 2],
    ['á'.repeat(70), 'UCS-2', 70, 1],
    ['á'.repeat(71), 'UCS-2', 71, 2],
    ['😀'.repeat(35), 'UCS-2', 70, 1],
    ['é è ù ì ò Ç Ø å Δ _ Φ', 'GSM-7', 21, 1],
  ])('%#: are as the network counts them', (text, encoding, units, segments) => {
    expect(segmentsOf(text)).toMatchObject({ encoding, units, segments });
  });

  it('never fall when a text grows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, more) => {
        expect(segmentsOf(text + more).segments).toBeGreaterThanOrEqual(segmentsOf(text).segments);
      }),
    );
  });

  it('are in GSM-7 exactly where nothing foreign stands', () => {
    const nearGsm = fc.string({ unit: fc.constantFrom(...'@£\n\r !"#$%&-^]\\[{}~|€\fazAZ09äñà`´çáş\t\u2028😀') });
    fc.assert(
      fc.property(nearGsm, (text) => {
        expect(segmentsOf(text).encoding).toBe(foreignTo(text).length === 0 ? 'GSM-7' : 'UCS-2');
      }),
    );
  });

  it('name what GSM-7 lacks, each once', () => {
    expect(foreignTo('código mágico é')).toEqual(['ó', 'á']);
  });
});
