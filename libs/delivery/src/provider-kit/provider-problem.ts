import { Problem, type ProblemCode } from '@sixdigit/contract';
import type { FaultKind, ProviderFault } from './provider-fault.js';

/**
 * What a caller is answered where a provider failed to send a code. A client never sees a provider's own text,
 * and a fraud block looks like any other failure.
 */
const sending: Record<FaultKind, ProblemCode> = {
  phone_invalid: 'phone_invalid',
  unreachable: 'phone_unreachable',
  opted_out: 'phone_unreachable',
  country_refused: 'send_failed',
  trial_number: 'send_failed',
  fraud_blocked: 'send_failed',
  attempts_spent: 'rate_limited',
  throttled: 'send_failed',
  unavailable: 'send_failed',
  misconfigured: 'send_failed',
};

/** Seconds until a provider's own limits on one number have passed (Twilio Verify: the ten minutes of a verification). */
const providerWindowSeconds = 600;

/** The problem of a send that the provider refused. */
export function sendProblem(fault: ProviderFault): Problem {
  const code = sending[fault.kind];
  return new Problem(code, code === 'rate_limited' ? { retry_after: providerWindowSeconds } : {}, { cause: fault });
}

/** The problem of a check whose answer is not known. */
export function checkProblem(fault: ProviderFault): Problem {
  return new Problem('verify_failed', {}, { cause: fault });
}
