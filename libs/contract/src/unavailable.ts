import { Problem } from './problem.js';

/** Seconds until a caller who met an outage of one of our stores may ask again. */
const outageRetrySeconds = 5;

/** The problem (503) of a store of ours that does not answer, or answers nonsense. */
export function unavailable(cause?: unknown): Problem {
  return new Problem('unavailable', { retry_after: outageRetrySeconds }, { cause });
}
