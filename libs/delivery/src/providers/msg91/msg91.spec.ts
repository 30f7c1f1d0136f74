import { describe, expect, it } from '@jest/globals';
import { load } from '@sixdigit/config';
import { Msg91Config } from './msg91.config.js';
import { msg91DeliveryFault, msg91Fault, msg91FaultRows } from './msg91-faults.js';
import { Msg91Receipts } from './msg91-receipts.js';
import { templateIdFor } from './template-ids.js';

describe('MSG91’s errors', () => {
  it.each([
    ['Mobile no. empty or not numeric', 'phone_invalid'],
    ['Please enter atleast one number to send sms.', 'phone_invalid'],
    ['101', 'phone_invalid'],
    ['202', 'phone_invalid'],
    ['DLT Template id not found.', 'misconfigured'],
    ['authentication failure', 'misconfigured'],
    ['AUTHENTICATION_FAILURE', 'misconfigured'],
    ['IP not whitelisted', 'misconfigured'],
    ...['102', '103', '105', '106', '107', '201', '203', '207', '208', '301', '302', '303', '306', '307', '308', '309', '310', '311'].map(
      (code) => [code, 'misconfigured'] as const,
    ),
    ['the moon is in the wrong house', 'unavailable'],
  ] as const)('%j means %s', (text, kind) => {
    expect(msg91Fault([undefined, text], 200)).toMatchObject({ kind });
  });

  it.each([
    [401, 'misconfigured'],
    [418, 'misconfigured'],
    [404, 'unavailable'],
  ] as const)('without a known message of MSG91 are judged by their status %i: %s', (status, kind) => {
    expect(msg91Fault([], status)).toMatchObject({ kind, report: { status } });
  });

  it.each([
    ['2', 'unreachable'],
    ['9', 'opted_out'],
    ['16', 'misconfigured'],
    ['17', 'fraud_blocked'],
    ['25', 'misconfigured'],
    ['77', 'unreachable'],
  ] as const)('of a delivery with status %s mean %s', (status, kind) => {
    expect(msg91DeliveryFault(status)).toBe(kind);
  });

  it('are named once each', () => {
    const codes = msg91FaultRows.flatMap((row) => row.codes);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('without a row in the table are passed on to the operator without a digit, which may be of the number or the code', () => {
    expect(msg91Fault([9, 'no luck with +91 98765-43210, code १२३456']).report).toEqual({ said: '# no luck with +# #-#, code #' });
    expect(msg91Fault(['x'.repeat(1000)]).report.said).toHaveLength(100);
    expect(msg91Fault([undefined, null, {}]).report).toEqual({});
  });
});

describe('the template of a message', () => {
  const items = ['reset=r', 'sign_in/hi=s-hi', 'sign_in/pt-BR=s-br'];
  it.each([
    ['reset', 'en', 'r'],
    ['sign_in', 'hi', 's-hi'],
    ['sign_in', 'hi-IN', 's-hi'],
    ['sign_in', 'pt-BR', 's-br'],
    ['sign_in', 'en', 'usual'],
    ['step_up', 'hi', 'usual'],
  ] as const)('for %s in %s is %s', (purpose, locale, expected) => {
    expect(templateIdFor(items, 'usual', purpose, locale)).toBe(expected);
  });
});

describe('MSG91’s receipts', () => {
  const reader = (environment: Record<string, string>) =>
    new Msg91Receipts(load([Msg91Config], [], { MSG91_WEBHOOK_TOKEN: 'a-token', ...environment }).settings.get(Msg91Config));
  const request = (body: string, token = 'a-token') => ({ path: `/webhooks/msg91/delivery?token=${token}`, headers: {}, body });

  it('are believed with the token only', () => {
    expect(reader({}).isAuthentic(request('{}'))).toBe(true);
    expect(reader({}).isAuthentic(request('{}', 'another'))).toBe(false);
    expect(reader({}).isAuthentic({ path: '/webhooks/msg91/delivery', headers: {}, body: '{}' })).toBe(false);
    expect(reader({ MSG91_WEBHOOK_TOKEN: '' }).isAuthentic(request('{}', ''))).toBe(false);
  });

  it('are read in the format that the account is set to', () => {
    const flat = JSON.stringify({ requestId: 'r1', status: 1, telNum: '919876543210', credit: 0.2 });
    const expected = { provider: 'msg91', providerMessageId: 'r1', status: 'delivered', price: { micros: 200_000, currency: 'CREDIT' } };
    expect(reader({}).read(request(flat))).toEqual([expected]);
    expect(reader({ MSG91_REPORT_FORMAT: 'v3' }).read(request(flat))).toEqual([expected]);
    const old = [{ requestId: 'r1', report: [{ status: '16', number: '919876543210' }, { status: '77' }] }];
    expect(reader({ MSG91_REPORT_FORMAT: 'v2' }).read(request(`data=${encodeURIComponent(JSON.stringify(old))}`))).toEqual([
      { provider: 'msg91', providerMessageId: 'r1', status: 'failed', fault: 'misconfigured', code: '16' },
    ]);
  });
});
