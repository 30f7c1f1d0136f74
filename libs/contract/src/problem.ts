import { type ProblemCode, problems } from './problems.js';

/** Members a problem may carry beside those of RFC 9457. */
export interface ProblemExtras {
  /** Seconds, at least 1; sent as `Retry-After` too. */
  readonly retry_after?: number;
  /** Attempts left on the caller's own challenge. */
  readonly attempts_left?: number;
  /** Why a code that the caller named by its challenge was refused. */
  readonly reason?: 'wrong' | 'expired' | 'used' | 'attempts_spent';
  /** Names of the request's fields that are wrong, each with a sentence. */
  readonly fields?: Readonly<Record<string, string>>;
}

/**
 * The only error our code throws on purpose: a code from the table and a cause for the log.
 * It takes no text, so that nothing internal can reach a client through it.
 */
export class Problem extends Error {
  override readonly name: string = 'Problem';
  readonly status: number;

  constructor(
    readonly code: ProblemCode,
    readonly extras: ProblemExtras = {},
    options?: { cause: unknown },
  ) {
    super(code, options);
    this.status = problems[code].status;
  }
}
