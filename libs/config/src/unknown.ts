import { closest, distance } from 'fastest-levenshtein';
import type { ConfigIssue } from './config-issue.js';

/** Ours: a name under one of these that nothing reads is a typing error, and a limit that is not in force. */
const refusedPrefixes = ['OTP_', 'SMS_', 'RATE_LIMIT_', 'CONTRACT_', 'DLT_'];

/** Of a name's letters, the part that may differ before it is another name: `TRUSTED_PROXY` is near `TRUSTED_PROXIES`, `HOME` not near `HOST`. */
const nearPart = 1 / 4;

/**
 * Names that nothing reads, with the nearest one that something does. Refused where the prefix is ours and something reads settings
 * under it. Warned of under `warnedPrefixes`, because a provider's own tools read some of these, and where the name is near a known one.
 */
export function unknownNames(
  given: readonly string[],
  known: readonly string[],
  warnedPrefixes: readonly string[],
): { refused: ConfigIssue[]; warned: ConfigIssue[] } {
  const names = new Set(known);
  const strangers = given.filter((name) => !names.has(name)).sort();
  const ours = refusedPrefixes.filter((prefix) => known.some((name) => name.startsWith(prefix)));
  const isRefused = (name: string) => ours.some((prefix) => name.startsWith(prefix));
  const isWarned = (name: string) =>
    !isRefused(name) && (warnedPrefixes.some((prefix) => name.startsWith(prefix)) || nearest(name, known, nearPart) !== undefined);
  const report = (name: string): ConfigIssue => ({ name, text: `is not a setting${suggestion(name, known)}` });
  return { refused: strangers.filter(isRefused).map(report), warned: strangers.filter(isWarned).map(report) };
}

function suggestion(name: string, known: readonly string[]): string {
  const found = nearest(name, known, 1 / 2);
  return found === undefined ? '' : `; did you mean ${found}?`;
}

function nearest(name: string, known: readonly string[], part: number): string | undefined {
  if (known.length === 0) return undefined;
  const found = closest(name, known);
  return distance(name, found) <= name.length * part ? found : undefined;
}
