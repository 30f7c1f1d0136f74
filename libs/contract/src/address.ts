import type { Destination } from './phone.js';

/** An address has at most 254 characters (RFC 5321 §4.5.3.1.3 and errata 1690), its local part 64. */
const charactersMax = 254;
const localCharactersMax = 64;

/** RFC 5322 §3.2.3, without quotes: what a mail program could take for more than one address, a name or a comment is none. */
const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

/** As DNS takes it (RFC 1035 §2.3.1), with at least two labels, the last of which is no number: an IP address is no domain. */
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** What no part of an address may hold: blanks, controls, quotes, brackets, and what separates addresses in a header. */
const forbidden = /[\s\p{C}"\\<>()[\],;:%]/u;

/**
 * Reads exactly one e-mail address, and answers its one spelling: lower case, the domain in punycode. Undefined for everything
 * else. A reader that took a list, a name or a second line would send the code of one person to another, and each spelling would
 * have limits of its own.
 */
export function parseAddress(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  const name = text.slice(0, Math.max(at, 0)).toLowerCase();
  const host = text.slice(at + 1);
  if (text.length > charactersMax || name.length > localCharactersMax || !local.test(name) || forbidden.test(host)) return undefined;
  const ascii = punycode(host);
  const address = `${name}@${ascii}`;
  return domain.test(ascii) && address.length <= charactersMax ? address : undefined;
}

/** By the rules of browsers (UTS 46), which every runtime has: different letters that look alike stay different names. */
function punycode(host: string): string {
  const url = `http://${host}`;
  // a path, a query or a user would be cut off, and something else be read than was written
  return !/[/?#@]/.test(host) && URL.canParse(url) ? new URL(url).hostname : '';
}

/** Of an address that {@link parseAddress} has read. */
export function emailDestination(address: string): Destination {
  return { to: address, country: undefined, block: address.slice(address.lastIndexOf('@') + 1) };
}
