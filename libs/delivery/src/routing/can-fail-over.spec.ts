import { describe, expect, it } from '@jest/globals';
import { Problem } from '@sixdigit/contract';
import { type FaultKind, ProviderFault } from '../provider-kit/provider-fault.js';
import { sendProblem } from '../provider-kit/provider-problem.js';
import { canFailOver } from './can-fail-over.js';
import { OutcomeUnknown } from './outcome-unknown.js';

const table: Record<FaultKind, boolean> = {
  unavailable: true,
  throttled: true,
  misconfigured: true,
  country_refused: true,
  trial_number: true,
  phone_invalid: false,
  unreachable: false,
  opted_out: false,
  fraud_blocked: false,
  attempts_spent: false,
};

describe('the next provider', () => {
  it.each(Object.entries(table) as [FaultKind, boolean][])('after %s: %s', (kind, expected) => {
    expect(canFailOver(sendProblem(new ProviderFault('twilio', kind, 'advice')))).toBe(expected);
  });

  it('is never asked when the message may have gone out, or when it is our own fault', () => {
    expect(canFailOver(new OutcomeUnknown(new ProviderFault('twilio', 'unavailable', 'advice'), true))).toBe(false);
    expect(canFailOver(new Problem('unavailable'))).toBe(false);
    expect(canFailOver(new Error('a bug'))).toBe(false);
  });

  it('is asked where this one does not serve the purpose', () => {
    expect(canFailOver(new Problem('not_available'))).toBe(true);
  });
});
