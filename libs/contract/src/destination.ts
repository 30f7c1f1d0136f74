import type { ParsedPhone } from './phone.js';

/** Where a message goes, read once and passed on as it is. */
export interface Destination {
  /** E.164, or an e-mail address. */
  readonly to: string;
  /** ISO 3166 alpha-2 of a number; `001` for one of no country; undefined for an address. */
  readonly country: string | undefined;
  /** What is counted against pumping: the number without its last four digits, or the domain of an address. */
  readonly block: string;
}

/** Digits at the end of a number that a range of lines shares nothing of. */
const lineDigits = 4;

export function phoneDestination({ e164, country }: ParsedPhone): Destination {
  return { to: e164, country, block: e164.slice(0, -lineDigits) };
}

export function emailDestination(address: string): Destination {
  return { to: address, country: undefined, block: address.slice(address.lastIndexOf('@') + 1) };
}
