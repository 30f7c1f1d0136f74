/** The characters of GSM-7; the second line counts twice. */
const single =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const double = '~^|\\{}[]€';

/** How many messages a carrier makes of a text. */
export function segmentsOf(text: string): number {
  const characters = [...text];
  const isGsm = characters.every((character) => single.includes(character) || double.includes(character));
  const length = isGsm ? characters.reduce((sum, character) => sum + (double.includes(character) ? 2 : 1), 0) : text.length;
  const [alone, part] = isGsm ? [160, 153] : [70, 67];
  return length <= alone ? 1 : Math.ceil(length / part);
}
