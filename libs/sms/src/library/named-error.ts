import { Problem } from '@sixdigit/contract';
import { ProviderFault } from '@sixdigit/delivery';
import { LimitedProblem } from '../limited-problem.js';
import { InvalidNumber, ProviderDown, ProviderTimedOut, SendLimited, UnverifiedTrialNumber } from './sms-errors.js';

/** What systems and clients call a deadline that has passed: of a call, of a connection, of a socket. */
const timeouts = /^(?:TimeoutError|AbortError|ETIMEDOUT|ESOCKETTIMEDOUT|ABORT_ERR|UND_ERR_\w+_TIMEOUT)$/;

/** The error of the library that a failure stands for, with the failure as its cause; other failures as they are. */
export function namedError(error: unknown): unknown {
  if (!(error instanceof Problem)) return error;
  const { code, extras } = error;
  const cause = { cause: error };
  if (error instanceof LimitedProblem) return new SendLimited(error, Math.max(1, Math.ceil(error.waitMs / 1000)));
  if (code === 'otp_cooldown' || code === 'rate_limited') return new SendLimited(error, extras.retry_after ?? 1);
  if (code === 'phone_invalid') return new InvalidNumber(code, extras, cause);
  const fault = faultOf(error);
  if (fault?.kind === 'trial_number') return new UnverifiedTrialNumber(code, extras, cause);
  if (fault?.kind !== 'unavailable') return error;
  return timeouts.test(String(fault.report.code)) ? new ProviderTimedOut(code, extras, cause) : new ProviderDown(code, extras, cause);
}

/** What the provider reported, however deep it lies. */
function faultOf(error: unknown): ProviderFault | undefined {
  if (error instanceof ProviderFault) return error;
  return error instanceof Error ? faultOf(error.cause) : undefined;
}
