import { Problem } from '@sixdigit/contract';
import { type FaultKind, ProviderFault } from '../provider-kit/provider-fault.js';
import { OutcomeUnknown } from './outcome-unknown.js';

/**
 * Faults after which the next provider may try: nothing was sent, and the reason is this provider's. Never after a fraud block,
 * which another provider would only be paid for, nor where the number itself is the reason.
 */
const failoverFaults: ReadonlySet<FaultKind> = new Set(['unavailable', 'throttled', 'misconfigured', 'country_refused', 'trial_number']);

/** Whether a send that failed for certain may be tried through the next provider. */
export function canFailOver(error: unknown): boolean {
  if (!(error instanceof Problem) || error instanceof OutcomeUnknown) return false;
  if (error.cause instanceof ProviderFault) return failoverFaults.has(error.cause.kind);
  // this provider does not serve the purpose
  return error.code === 'not_available';
}
