import { Problem } from './problem.js';

/** Seconds until whoever met an outage of a store of ours may ask again. */
const outageRetrySeconds = 5;

/** The problem (503) of a store of ours that does not answer, or answers nonsense. */
export function unavailable(cause?: unknown): Problem {
  return new Problem('unavailable', { retry_after: outageRetrySeconds }, { cause });
}
