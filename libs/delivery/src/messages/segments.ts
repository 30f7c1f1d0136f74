/** GSM 03.38: the basic alphabet, and the characters that take two places because they are escaped. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extension = new Set('^{}\\[~]|€\f');

/** Most messages: one unit for each character, found in one pass without a character of its own for each. */
const onlyBasic = new RegExp(`^[${[...basic].join('').replace(/[\\\]^-]/g, '\\$&')}]*$`);

const gsmSingle = 160;
const gsmPart = 153;
const ucsSingle = 70;
const ucsPart = 67;
const septetBits = 7;

export interface Segments {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Septets, or UTF-16 units. */
  readonly units: number;
  /** What is paid for. */
  readonly segments: number;
  /** Of the text on the air. */
  readonly bytes: number;
}

/** How a text is sent as SMS (3GPP TS 23.038; parts of a longer text lose 6 bytes to their header). */
export function segmentsOf(text: string): Segments {
  if (onlyBasic.test(text)) return gsmSegments(text.length);
  const characters = [...text];
  if (characters.every((character) => basic.has(character) || extension.has(character)))
    return gsmSegments(characters.reduce((sum, character) => sum + (extension.has(character) ? 2 : 1), 0));
  // a character beyond the basic plane takes two units
  const units = text.length;
  return { encoding: 'UCS-2', units, segments: parts(units, ucsSingle, ucsPart), bytes: units * 2 };
}

function gsmSegments(units: number): Segments {
  return { encoding: 'GSM-7', units, segments: parts(units, gsmSingle, gsmPart), bytes: Math.ceil((units * septetBits) / 8) };
}

/** The characters that force a text into UCS-2, each once. */
export function foreignTo(text: string): string[] {
  return [...new Set([...text].filter((character) => !basic.has(character) && !extension.has(character)))];
}

function parts(units: number, single: number, part: number): number {
  return units <= single ? 1 : Math.ceil(units / part);
}
