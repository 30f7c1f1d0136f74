import { Problem } from '@sixdigit/contract';
import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { type FaultKind, ProviderFault } from '../provider-kit/provider-fault.js';

/** Failures of the provider itself, one after another, before its circuit opens. */
const failuresMax = 5;

/** For how long the circuit is open before one message is let through. */
const pauseMs = 10_000;

/** Faults that say something about the provider, not about one number. */
const breakerFaults: ReadonlySet<FaultKind> = new Set(['unavailable', 'throttled', 'misconfigured']);

export type BreakerState = 'closed' | 'open' | 'half_open';

/** What a provider's attempt comes to, where nothing is thrown. */
interface Answered {
  readonly outcome: 'accepted' | 'unknown';
}

/** Leaves a provider alone that keeps failing, so that the next one is asked without waiting for it. */
export class Breaker {
  private readonly policy = circuitBreaker(
    handleWhen(isBreakerFault).orWhenResult((result) => (result as Answered).outcome === 'unknown'),
    { halfOpenAfter: pauseMs, breaker: new ConsecutiveBreaker(failuresMax) },
  );

  constructor(private readonly provider: string) {}

  get state(): BreakerState {
    switch (this.policy.state) {
      case CircuitState.Closed:
        return 'closed';
      case CircuitState.HalfOpen:
        return 'half_open';
      default:
        return 'open';
    }
  }

  /** Throws a `Problem` at once while the circuit is open. */
  async run<Result extends Answered>(call: () => Promise<Result>): Promise<Result> {
    try {
      return await this.policy.execute(call);
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      const fault = new ProviderFault(this.provider, 'unavailable', 'It failed several times in a row: its circuit is open for a while.');
      throw new Problem('send_failed', {}, { cause: fault });
    }
  }
}

function isBreakerFault(error: unknown): boolean {
  return error instanceof Problem && error.cause instanceof ProviderFault && breakerFaults.has(error.cause.kind);
}
