/** Always the same, so that the length of a number does not show (R54). */
const hidden = '********';

/** A number for people: its last four digits; the last two in replies to strangers. */
export function maskPhone(e164: string, visibleDigits: 4 | 2 = 4): string {
  return `${hidden}${e164.slice(-visibleDigits)}`;
}

/** Digits in a row, of any script, or a `+` and digits set apart: what may be a phone number. */
const numberLike = /\+?\p{Nd}{7,}|\+\p{Nd}[\p{Nd} ().-]{5,}\p{Nd}/gu;

/** A text from outside (an error of a driver or a provider) without anything that may be a phone number. */
export function maskPhonesIn(text: string): string {
  return text.replace(numberLike, hidden);
}
