import { Problem } from '@sixdigit/contract';

/**
 * A window of a destination is spent. A client is told the window's length, not what is left of it: that would tell when the
 * number was last used (T51). The library's caller is told the exact time.
 */
export class LimitedProblem extends Problem {
  constructor(
    windowSeconds: number,
    /** Milliseconds until the next message is allowed. Never sent to a client. */
    readonly waitMs: number,
  ) {
    super('rate_limited', { retry_after: windowSeconds });
  }
}
