import { ExponentialBackoff, handleWhen, type IBackoff, type IBackoffFactory, retry } from 'cockatiel';
import type { ProviderFault } from '../../provider-kit/provider-fault.js';
import { NoAnswer } from '../../provider-kit/provider-http.js';
import { type TwilioError, tooManyCode, twilioFault } from './twilio-faults.js';
import { lastRetryAfterMs, withLastAnswer } from './twilio-http.js';

/** What became of a call that may have sent something. */
export type CallOutcome<Result> =
  | { readonly outcome: 'done'; readonly result: Result }
  /** Twilio answered that it did nothing, or was never reached. */
  | { readonly outcome: 'refused'; readonly error: TwilioError; readonly fault: ProviderFault }
  /** It may have acted: never repeated. */
  | { readonly outcome: 'unknown'; readonly fault: ProviderFault };

/** No caller waits longer than this for a code: the next provider is asked, or the caller is answered. */
const patienceMs = 2000;

/** Twilio answers 20429 before it looks at a request: "never processed and always safe to retry". No other error is. */
const throttled = retry(
  handleWhen((error) => (error as unknown as TwilioError).code === tooManyCode && lastRetryAfterMs() <= patienceMs),
  { maxAttempts: 2, backoff: asAsked(new ExponentialBackoff({ initialDelay: 100, maxDelay: 1000 })) },
);

/** No shorter than Twilio's own `Retry-After`. */
function asAsked(usual: IBackoffFactory<object>): IBackoffFactory<object> {
  return {
    next: (context: object): IBackoff<object> => {
      const step = usual.next(context);
      return { duration: Math.max(step.duration, lastRetryAfterMs()), next: (later) => asAsked(step).next(later) };
    },
  };
}

/** One call to Twilio, its errors sorted by what they mean. */
export function callTwilio<Result>(provider: string, call: () => Promise<Result>): Promise<CallOutcome<Result>> {
  return withLastAnswer(async (last) => {
    try {
      return { outcome: 'done', result: await throttled.execute(call) };
    } catch (error) {
      const known = asTwilioError(error);
      const fault = twilioFault(provider, known, last.id);
      return isUnknown(known) ? { outcome: 'unknown', fault } : { outcome: 'refused', error: known, fault };
    }
  });
}

function asTwilioError(error: unknown): TwilioError {
  if (error instanceof NoAnswer) return { code: error.code, neverSent: error.neverSent };
  return error as TwilioError;
}

function isUnknown({ status, neverSent }: TwilioError): boolean {
  if (neverSent) return false;
  return status === undefined || status >= 500 || status < 400;
}
