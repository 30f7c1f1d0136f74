import { Problem } from '@sixdigit/contract';

/** A window of a destination is spent. A client is told the window's length; the library's caller the exact time. */
export class LimitedProblem extends Problem {
  constructor(
    windowSeconds: number,
    /** Milliseconds until the next message is allowed. Never sent to a client. */
    readonly waitMs: number,
  ) {
    super('rate_limited', { retry_after: windowSeconds });
  }
}
