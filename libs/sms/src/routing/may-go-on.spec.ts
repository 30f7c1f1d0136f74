import { describe, expect, it } from '@jest/globals';
import { Problem } from '@sixdigit/contract';
import { type FaultKind, VendorFault } from '../strategies/strategy.js';
import { sendProblem } from '../strategies/vendor-calls/vendor-problem.js';
import { mayGoOn } from './may-go-on.js';
import { Uncertain } from './uncertain.js';

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

describe('the next vendor', () => {
  it.each(Object.entries(table) as [FaultKind, boolean][])('after %s: %s', (kind, expected) => {
    expect(mayGoOn(sendProblem(new VendorFault('twilio', kind, 'advice')))).toBe(expected);
  });

  it('is never asked when the message may have gone out, or when it is our own fault', () => {
    expect(mayGoOn(new Uncertain(new VendorFault('twilio', 'unavailable', 'advice'), true))).toBe(false);
    expect(mayGoOn(new Problem('unavailable'))).toBe(false);
    expect(mayGoOn(new Error('a bug'))).toBe(false);
  });

  it('is asked where this one does not serve the purpose', () => {
    expect(mayGoOn(new Problem('not_available'))).toBe(true);
  });
});
