import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { SendResult } from '../provider-kit/carrier.provider.js';
import { type FaultKind, ProviderFault } from '../provider-kit/provider-fault.js';
import { sendProblem } from '../provider-kit/provider-problem.js';
import { Breaker } from './breaker.js';

const fault = (kind: FaultKind) => new ProviderFault('twilio', kind, 'advice');
const failing = (kind: FaultKind) => async () => {
  throw sendProblem(fault(kind));
};
const fine = async () => ({ outcome: 'accepted' as const, id: 'SM1' });
const unknown = async () => ({ outcome: 'unknown' as const, cause: fault('unavailable') });

describe('the breaker of a provider', () => {
  let breaker: Breaker;
  const times = async (count: number, call: () => Promise<SendResult>) => {
    for (let index = 0; index < count; index += 1) await breaker.run(call).catch(() => undefined);
  };
  beforeEach(() => {
    jest.useFakeTimers();
    breaker = new Breaker('twilio');
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('opens after five failures of the provider in a row, unknown outcomes among them, and asks it no more', async () => {
    await times(2, failing('unavailable'));
    await times(3, unknown);
    expect(breaker.state).toBe('open');
    const call = jest.fn(fine);
    await expect(breaker.run(call)).rejects.toMatchObject({ code: 'send_failed', cause: { provider: 'twilio', kind: 'unavailable' } });
    expect(call).not.toHaveBeenCalled();
  });

  it('does not open for what is wrong with single numbers, nor while successes come between', async () => {
    await times(20, failing('unreachable'));
    for (let round = 0; round < 5; round += 1) {
      await times(4, failing('unavailable'));
      await times(1, fine);
    }
    expect(breaker.state).toBe('closed');
  });

  it('attempts again with one message after ten seconds: closes when it goes, opens again when not', async () => {
    await times(5, failing('misconfigured'));
    jest.advanceTimersByTime(10_001);
    await times(1, failing('misconfigured'));
    expect(breaker.state).toBe('open');
    jest.advanceTimersByTime(10_001);
    const calls = await Promise.allSettled([breaker.run(fine), breaker.run(fine)]);
    expect(calls.some((call) => call.status === 'fulfilled')).toBe(true);
    expect(breaker.state).toBe('closed');
  });
});
