import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { load } from '@sixdigit/config';
import { Problem } from '@sixdigit/contract';
import type { HostedStrategy } from '../strategy.js';
import { faultOf, faultRows } from './twilio-faults.js';
import { TwilioVerifyConfig } from './twilio-verify.config.js';
import { type InjectedFault, TwilioVerifyFake } from './twilio-verify.fake.js';
import { twilioVerify } from './twilio-verify.js';

const to = '+14155552671';
const start = { to, channel: 'sms', purpose: 'sign_in', locale: undefined } as const;

describe('Twilio’s errors', () => {
  it.each(faultRows.flatMap((row) => row.codes.map((code) => [code, row.kind] as const)))('%i means %s', (code, kind) => {
    expect(faultOf({ code, status: 400 })).toMatchObject({ kind, report: { code, status: 400 } });
  });

  it('are named once each', () => {
    const codes = faultRows.flatMap((row) => row.codes);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each([
    [401, 'misconfigured'],
    [403, 'misconfigured'],
    [429, 'throttled'],
    [503, 'unavailable'],
  ] as const)('without a number mean by status %i: %s', (status, kind) => {
    expect(faultOf({ status }).kind).toBe(kind);
  });
});

describe('Twilio Verify, by the real client', () => {
  let twilio: TwilioVerifyFake;
  let strategy: HostedStrategy;
  beforeAll(async () => {
    twilio = await TwilioVerifyFake.start();
    const { settings } = load([TwilioVerifyConfig], { ...twilio.environment, TWILIO_TIMEOUT_MS: '300' });
    const made = await twilioVerify.create(settings);
    if (made.kind !== 'hosted') throw new Error('is no hosted strategy');
    strategy = made.hosted;
  });
  afterEach(() => {
    twilio.fault = undefined;
    twilio.offsetMs += 600_000;
  });
  afterAll(() => twilio.stop());

  const begin = async (): Promise<string> => {
    const started = await strategy.start(start);
    if (!started.certain) throw new Error('is uncertain');
    return started.ref;
  };
  const thrownBy = (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('sends what it must and nothing else', async () => {
    await begin();
    expect(Object.fromEntries(twilio.requests.at(-1)!.form)).toEqual({ To: to, Channel: 'sms' });
  });

  it('approves the right code once, and asks by the SID only', async () => {
    const ref = await begin();
    const code = twilio.codeFor(to);
    expect(await strategy.check(ref, to, code)).toBe('approved');
    expect([...twilio.requests.at(-1)!.form.keys()].sort()).toEqual(['Code', 'VerificationSid']);
    expect(await strategy.check(ref, to, code)).toBe('expired');
  });

  it('takes an approval of another number for a wrong code', async () => {
    const ref = await begin();
    expect(await strategy.check(ref, '+14155552672', twilio.codeFor(to))).toBe('wrong');
  });

  it('answers wrong, then expired when the checks are spent', async () => {
    const ref = await begin();
    const wrong = twilio.codeFor(to) === '000000' ? '000001' : '000000';
    for (let check = 0; check < 5; check += 1) expect(await strategy.check(ref, to, wrong)).toBe('wrong');
    expect(await strategy.check(ref, to, twilio.codeFor(to))).toBe('expired');
  });

  it('answers expired after ten minutes', async () => {
    const ref = await begin();
    const code = twilio.codeFor(to);
    twilio.offsetMs += 600_001;
    expect(await strategy.check(ref, to, code)).toBe('expired');
  });

  it('ends a verification, so that the next start makes another, and minds none that is gone', async () => {
    const ref = await begin();
    await strategy.cancel(ref, to);
    await strategy.cancel(ref, to);
    expect(await begin()).not.toBe(ref);
  });

  it('refuses a purpose that has no Service of its own', async () => {
    expect(await thrownBy(strategy.start({ ...start, purpose: 'reset' }))).toMatchObject({ code: 'not_available' });
  });

  it.each<[InjectedFault['kind'] | string, InjectedFault]>([
    ['a hang', { kind: 'hang' }],
    ['a reset', { kind: 'reset' }],
    ['a malformed answer', { kind: 'malformed' }],
    ['a 500', { kind: 'error', status: 500 }],
    ['a 503 with a number', { kind: 'error', status: 503, code: 20503 }],
  ])('does not know what became of a start after %s, and sends it once', async (_, fault) => {
    twilio.fault = fault;
    const before = twilio.requests.length;
    expect(await strategy.start(start)).toMatchObject({ certain: false, cause: { kind: 'unavailable' } });
    expect(twilio.requests.length).toBe(before + 1);
  });

  it.each([
    [429, 60203, 'rate_limited'],
    [429, 20429, 'send_failed'],
    [403, 60205, 'phone_unreachable'],
    [403, 60410, 'send_failed'],
    [400, 60200, 'phone_invalid'],
    [401, 20003, 'send_failed'],
    [404, 20404, 'send_failed'],
  ])('throws a problem for a definite refusal %i/%i, without number or vendor’s text, after one call', async (status, code, problem) => {
    twilio.fault = { kind: 'error', status, code };
    const before = twilio.requests.length;
    const error = await thrownBy(strategy.start(start));
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ code: problem, cause: { vendor: 'twilio-verify', report: { code, status } } });
    expect(inspect(error, { depth: 9 })).not.toContain(to.slice(1));
    expect(twilio.requests.length).toBe(before + 1);
  });

  it.each<InjectedFault>([
    { kind: 'hang' },
    { kind: 'reset' },
    { kind: 'malformed' },
    { kind: 'error', status: 500 },
    { kind: 'error', status: 401, code: 20003 },
  ])('throws when it cannot find out whether a code is right (%j), and does not ask twice', async (fault) => {
    const ref = await begin();
    twilio.fault = fault;
    const before = twilio.requests.length;
    expect(await thrownBy(strategy.check(ref, to, '123456'))).toMatchObject({ code: 'verify_failed' });
    expect(twilio.requests.length).toBe(before + 1);
  });
});
