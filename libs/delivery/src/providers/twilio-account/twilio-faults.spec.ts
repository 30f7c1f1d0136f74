import { describe, expect, it } from '@jest/globals';
import type { FaultKind } from '../../provider-kit/provider-fault.js';
import { deliveryFaultKind, twilioFault, twilioFaultRows } from './twilio-faults.js';

const between = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Copied from Twilio's dictionary of errors, by what they mean: Verify, requests of Messaging and Voice, deliveries. */
const published: Partial<Record<FaultKind, readonly number[]>> = {
  phone_invalid: [60200, 21211, 21217, 21604, 13224, 21214, 30005],
  unreachable: [60205, 21614, 21635, 21612, 30003, 30004, 30006, 30008, 63003, 63024, 63036],
  opted_out: [21610, 63033],
  country_refused: [60605, 60220, 21408, 21215, 13227],
  trial_number: [21608, 21219, 30454],
  fraud_blocked: [60410, 21216, 13225, 30450, 30453, 30485],
  attempts_spent: [60202, 60203],
  throttled: [20429, 60212, 60728, 21611, 14107, 63018, 30001, 30022, 30023],
  unavailable: [20500, 20503, 30017, 30036, 30410, 30500, 70005],
  misconfigured: [
    ...[20003, 20403, 20005, 20404, 60204, ...between(60206, 60211), 60214, ...between(60217, 60219), 60222, 60223, 60238, 60242],
    ...[68008, 60245, 60603, 60604, ...between(60224, 60229), 60602],
    ...[20008, 21212, 21603, 21606, 21609, ...between(21654, 21661), ...between(21701, 21705), 21910],
    ...[30002, 30018, 30024, 30032, 30034, 30035, 30037, 30040, 30042, 30043],
    ...[63005, 63013, 63016, 63020, 63027, 63028, ...between(63040, 63042), 63051],
  ],
};

describe('Twilio’s errors', () => {
  it.each(Object.entries(published).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const)))('%i means %s', (code, kind) => {
    expect(twilioFault('twilio', { code, status: 400 }, 'RQ1')).toMatchObject({ kind, report: { code, status: 400, request: 'RQ1' } });
  });

  it('of a delivery mean the same', () => {
    for (const row of twilioFaultRows) for (const code of row.codes) expect(deliveryFaultKind(String(code))).toBe(row.kind);
  });

  it('are named once each', () => {
    const codes = twilioFaultRows.flatMap((row) => row.codes);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each([
    ['Invalid parameter `To`: +1', 'phone_invalid'],
    ['Invalid parameter `RateLimits`', 'misconfigured'],
    [undefined, 'phone_invalid'],
  ] as const)('with the text %j is about %s, and the text is not kept', (message, kind) => {
    const fault = twilioFault('twilio', { code: 60200, status: 400, ...(message ? { message } : {}) });
    expect(fault).toMatchObject({ kind, report: { code: 60200 } });
    expect(JSON.stringify([fault, fault.message])).not.toContain('Invalid');
  });

  it.each([
    [401, 'misconfigured'],
    [403, 'misconfigured'],
    [429, 'throttled'],
    [503, 'unavailable'],
  ] as const)('without a number mean by status %i: %s', (status, kind) => {
    expect(twilioFault('twilio', { status }).kind).toBe(kind);
  });

  it('of a delivery without a row in the table mean that the phone was not reached', () => {
    expect(deliveryFaultKind('99999')).toBe('unreachable');
    expect(deliveryFaultKind(undefined)).toBe('unreachable');
  });
});
