import { Problem } from '@sixdigit/contract';
import { type FaultKind, VendorFault } from '../strategies/strategy.js';
import { Uncertain } from './uncertain.js';

/**
 * Faults after which the next vendor may try: nothing was sent, and the reason is this vendor's. Never after a fraud block,
 * which another vendor would only be paid for, nor where the number itself is the reason.
 */
const vendorsReason: ReadonlySet<FaultKind> = new Set(['unavailable', 'throttled', 'misconfigured', 'country_refused', 'trial_number']);

/** Whether a send that failed for certain may be tried through the next vendor. */
export function mayGoOn(error: unknown): boolean {
  if (!(error instanceof Problem) || error instanceof Uncertain) return false;
  if (error.cause instanceof VendorFault) return vendorsReason.has(error.cause.kind);
  // this vendor does not serve the purpose
  return error.code === 'not_available';
}
