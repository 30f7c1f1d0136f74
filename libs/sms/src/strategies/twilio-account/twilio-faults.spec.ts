import { describe, expect, it } from '@jest/globals';
import { deliveryFaultKind, twilioFault, twilioFaultRows } from './twilio-faults.js';

describe('Twilio’s errors', () => {
  it.each(twilioFaultRows.flatMap((row) => row.codes.map((code) => [code, row.kind] as const)))('%i means %s', (code, kind) => {
    expect(twilioFault('twilio', { code, status: 400 }, 'RQ1')).toMatchObject({ kind, report: { code, status: 400, request: 'RQ1' } });
    expect(deliveryFaultKind(String(code))).toBe(kind);
  });

  it('are named once each', () => {
    const codes = twilioFaultRows.flatMap((row) => row.codes);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each([
    [401, 'misconfigured'],
    [403, 'misconfigured'],
    [429, 'throttled'],
    [503, 'unavailable'],
  ] as const)('without a number mean by status %i: %s', (status, kind) => {
    expect(twilioFault('twilio', { status }).kind).toBe(kind);
  });

  it('of a delivery that nobody knows mean that the phone was not reached', () => {
    expect(deliveryFaultKind('99999')).toBe('unreachable');
    expect(deliveryFaultKind(undefined)).toBe('unreachable');
  });
});
