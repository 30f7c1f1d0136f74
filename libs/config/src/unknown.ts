import { closest, distance } from 'fastest-levenshtein';
import type { ConfigIssue } from './config-issue.js';

/** Ours: a name under one of these that nothing reads is a typing error, and a limit that is not in force. */
const refusedPrefixes = ['OTP_', 'SMS_', 'RATE_LIMIT_', 'CONTRACT_', 'DLT_'];

/**
 * Names that nothing reads, with the nearest one that something does. Under `warnedPrefixes` they are only warned of: a provider's
 * own tools read some of these.
 */
export function unknownNames(
  given: readonly string[],
  known: readonly string[],
  warnedPrefixes: readonly string[],
): { refused: ConfigIssue[]; warned: ConfigIssue[] } {
  const names = new Set(known);
  const strangers = given.filter((name) => !names.has(name)).sort();
  const report = (name: string): ConfigIssue => ({ name, text: `is not a setting${suggestion(name, known)}` });
  const isRefused = (name: string) => refusedPrefixes.some((prefix) => name.startsWith(prefix));
  const isWarned = (name: string) => !isRefused(name) && warnedPrefixes.some((prefix) => name.startsWith(prefix));
  return { refused: strangers.filter(isRefused).map(report), warned: strangers.filter(isWarned).map(report) };
}

function suggestion(name: string, known: readonly string[]): string {
  const nearest = known.length > 0 ? closest(name, known) : '';
  return nearest && distance(name, nearest) <= name.length / 2 ? `; did you mean ${nearest}?` : '';
}
