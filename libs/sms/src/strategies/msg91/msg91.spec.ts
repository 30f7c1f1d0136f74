import { describe, expect, it } from '@jest/globals';
import { load, type Settings } from '@sixdigit/config';
import { Msg91Config } from './msg91.config.js';
import { msg91DeliveryFault, msg91Fault, msg91FaultRows } from './msg91-faults.js';
import { Msg91Reports } from './msg91-reports.js';
import { templateIdFor } from './template-ids.js';

describe('MSG91’s errors', () => {
  it.each(msg91FaultRows.flatMap((row) => row.codes.map((code) => [code, row.kind] as const)))('%s means %s', (code, kind) => {
    if (code.startsWith('status ')) expect(msg91DeliveryFault(code.slice('status '.length))).toBe(kind);
    else expect(msg91Fault(code.toUpperCase().replaceAll(' ', '_'), 'unavailable')).toMatchObject({ kind });
  });

  it('are named once each', () => {
    const codes = msg91FaultRows.flatMap((row) => row.codes);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('that nobody knows pass no text on: it may hold the number', () => {
    expect(msg91Fault('no luck with 919876543210', 'unavailable').report).toEqual({});
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

describe('MSG91’s reports', () => {
  const reader = (environment: Record<string, string>) =>
    Msg91Reports.from(load([Msg91Config], { MSG91_WEBHOOK_TOKEN: 'a-token', ...environment }).settings as Settings);
  const request = (body: string, token = 'a-token') => ({ path: `/webhooks/msg91/delivery?token=${token}`, headers: {}, body });

  it('are believed with the token only', () => {
    expect(reader({}).isAuthentic(request('{}'))).toBe(true);
    expect(reader({}).isAuthentic(request('{}', 'another'))).toBe(false);
    expect(reader({}).isAuthentic({ path: '/webhooks/msg91/delivery', headers: {}, body: '{}' })).toBe(false);
    expect(reader({ MSG91_WEBHOOK_TOKEN: '' }).isAuthentic(request('{}', ''))).toBe(false);
  });

  it('are read in the format that the account has chosen', () => {
    const flat = JSON.stringify({ requestId: 'r1', status: 1, telNum: '919876543210', credit: 0.2 });
    const expected = { provider: 'msg91', messageId: 'r1', status: 'delivered', price: '0.2 credits' };
    expect(reader({}).read(request(flat))).toEqual([expected]);
    expect(reader({ MSG91_REPORT_FORMAT: 'v3' }).read(request(flat))).toEqual([expected]);
    const old = [{ requestId: 'r1', report: [{ status: '16', number: '919876543210' }, { status: '77' }] }];
    expect(reader({ MSG91_REPORT_FORMAT: 'v2' }).read(request(`data=${encodeURIComponent(JSON.stringify(old))}`))).toEqual([
      { provider: 'msg91', messageId: 'r1', status: 'failed', fault: 'misconfigured', code: '16' },
    ]);
  });
});
