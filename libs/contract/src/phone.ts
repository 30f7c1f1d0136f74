import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type NumberType,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { Problem } from './problem.js';

/** Where a message goes, read once and passed on as it is. */
export interface Destination {
  /** E.164 (the one spelling that keys, limits and providers see: `+14155552671`), or an e-mail address. */
  readonly to: string;
  /** ISO 3166 alpha-2 of a number; `001` for one of no country; undefined for an address. */
  readonly country: string | undefined;
  /** What is counted against pumping: the number without its last four digits, or the domain of an address. */
  readonly block: string;
}

export interface PhoneRules {
  /** ISO 3166 code of numbers written without their `+`; without it they are refused. */
  readonly defaultRegion?: string | undefined;
  /** ISO 3166 codes of the countries served; empty: all. Numbers of no country are served only where `001` is listed. */
  readonly allowedCountries: readonly string[];
}

/** An E.164 number has 15 digits at most; the rest is room for blanks and brackets. */
const charactersMax = 32;
const noCountry = '001';

/** Digits at the end of a number that tell the lines of one block apart. */
const lineDigits = 4;

/** How most callers send it: read without a second look at its characters. */
const e164 = /^\+[1-9][0-9]{6,14}$/;

/** What people put between the digits. */
const separators = /[ ().-]+/g;

/**
 * ASCII digits after at most one `+`. Letters, extensions, `tel:`, digits of other scripts and invisible characters are
 * refused before the parser sees them: it would read several of them as another spelling of a number, and each spelling
 * would be a way around a limit (T26). Without a `+` a number may not begin with `00`: that is the way abroad from some
 * countries only, and elsewhere the parser reads what follows as the number of somebody else.
 */
const digits = /^(?:\+|(?!00))[0-9]{4,}$/;

/** Lines of persons. Premium and shared-cost lines pay those who have messages sent to them (R32); the others belong to no person. */
const lineTypes: ReadonlySet<NumberType> = new Set<NumberType>(['MOBILE', 'FIXED_LINE_OR_MOBILE', 'FIXED_LINE', 'VOIP', 'PERSONAL_NUMBER']);

/** Reads a number in any usual spelling. A value, not an exception: what to tell the caller is decided elsewhere. */
export function parsePhone(text: string, rules: PhoneRules): Destination | 'invalid' | 'country_refused' {
  const written = e164.test(text) ? text : withoutSeparators(text);
  const phone =
    written && (written.startsWith('+') ? parsePhoneNumberFromString(written, { extract: false }) : parseNational(written, rules));
  // with the full metadata a number that is not valid has no line type
  if (!phone || !lineTypes.has(phone.getType())) return 'invalid';
  const country = phone.country ?? noCountry;
  if (!isServed(country, rules.allowedCountries)) return 'country_refused';
  return { to: phone.number, country, block: phone.number.slice(0, -lineDigits) };
}

/** As {@link parsePhone}, for a caller: throws a `Problem` (400) for what is no number, or is in a country that is not served. */
export function readPhone(text: string, rules: PhoneRules): Destination {
  const phone = parsePhone(text, rules);
  if (phone === 'invalid') throw new Problem('phone_invalid');
  if (phone === 'country_refused') throw new Problem('phone_country_refused');
  return phone;
}

/** Whether a text is the ISO 3166 code of a country that has phone numbers. */
export function isPhoneRegion(text: string): text is CountryCode {
  return isSupportedCountry(text);
}

function withoutSeparators(text: string): string | undefined {
  // first of all: what costs time with the length of a text must not see a long one
  if (text.length > charactersMax) return undefined;
  const written = text.replace(separators, '');
  return digits.test(written) ? written : undefined;
}

function parseNational(written: string, { defaultRegion }: PhoneRules) {
  if (!defaultRegion || !isPhoneRegion(defaultRegion)) return undefined;
  const phone = parsePhoneNumberFromString(written, { defaultCountry: defaultRegion, extract: false });
  // dialled as an international call from there: leave no doubt and write the `+`
  return phone?.countryCallingCode === getCountryCallingCode(defaultRegion) ? phone : undefined;
}

/** Satellites and international networks cost many times a usual message, which SMS pumping lives on (R32): served only where the settings list them. */
function isServed(country: string, allowedCountries: readonly string[]): boolean {
  return allowedCountries.length === 0 ? country !== noCountry : allowedCountries.includes(country);
}
