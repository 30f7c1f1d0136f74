/**
 * The time, as a parameter. Redis and Postgres decide by their own clock plus `offsetMs`, so that
 * every instance agrees and a test can move time without sleeping.
 */
export class Clock {
  /** Milliseconds added to every clock. Only tests set it. */
  offsetMs = 0;

  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number {
    return Date.now() + this.offsetMs;
  }
}
