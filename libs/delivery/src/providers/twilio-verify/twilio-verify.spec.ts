import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Problem } from '@sixdigit/contract';
import { type Fault, Sandbox } from '../../../../../apps/sandbox/src/index.js';
import { hostedFrom, thrownBy } from '../../provider-kit/created-provider.fake.js';
import type { HostedProvider, StartRequest } from '../../provider-kit/hosted.provider.js';
import { twilioVerify } from './twilio-verify.js';

const to = '+14155552671';
const start: StartRequest = { to, channel: 'sms', purpose: 'sign_in', locale: undefined, ip: '203.0.113.7' };

describe('Twilio Verify', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await Sandbox.start();
  });
  afterEach(() => {
    sandbox.faults.clear();
    sandbox.advance(600_000);
  });
  afterAll(() => sandbox.stop());
  const lastForm = () => Object.fromEntries(sandbox.requests.at(-1)!.form);
  const environment = () => sandbox.environmentOf('twilio-verify');
  const impatient = () => ({ ...environment(), TWILIO_TIMEOUT_MS: '500' });
  const begin = async (provider: HostedProvider, more: Partial<StartRequest> = {}) => {
    const started = await provider.start({ ...start, ...more });
    if (started.outcome !== 'accepted') throw new Error('is unknown');
    return started.ref;
  };

  it('is sent what it must, a tag without personal data, and nothing else', async () => {
    await begin(await hostedFrom(twilioVerify, environment()));
    expect(lastForm()).toEqual({ To: to, Channel: 'sms', Tags: '{"purpose":"sign_in"}' });
  });

  it('gets the caller’s address only where the settings say so', async () => {
    const provider = await hostedFrom(twilioVerify, {
      ...environment(),
      TWILIO_VERIFY_DEVICE_IP: 'true',
      TWILIO_VERIFY_RATE_LIMIT: 'end_user_ip',
    });
    await begin(provider);
    expect(lastForm()).toMatchObject({ DeviceIp: '203.0.113.7', RateLimits: '{"end_user_ip":"203.0.113.7"}' });
    expect(sandbox.violations).toEqual([]);
  });

  it('is asked for a call by the name it has for it, and for a language it speaks, else in its own', async () => {
    const provider = await hostedFrom(twilioVerify, { ...environment(), TWILIO_VERIFY_CHANNELS: 'sms,voice' });
    await begin(provider, { channel: 'voice', locale: 'de-DE,de;q=0.9' });
    expect(lastForm()).toMatchObject({ Channel: 'call' });
    const before = sandbox.requests.length;
    await begin(provider, { to: '+14155552672', locale: 'xx' });
    expect(sandbox.requests.slice(before).map((request) => request.form.get('Locale'))).toEqual(['xx', null]);
  });

  it.each([
    ['de-DE,de;q=0.9', 'de-DE'],
    ['es-419', 'es'],
    ['zh-Hant-TW, en', 'zh'],
    ['english', null],
    ['*', null],
  ])('is asked for the first language of %j: %j', async (locale, expected) => {
    const before = sandbox.requests.length;
    await begin(await hostedFrom(twilioVerify, environment()), { to: '+14155552674', locale });
    expect(sandbox.requests[before]!.form.get('Locale')).toBe(expected);
  });

  it('sends mails by its own channel', async () => {
    const provider = await hostedFrom(twilioVerify, { ...environment(), TWILIO_VERIFY_CHANNELS: 'sms,email' });
    const address = 'somebody@example.com';
    const ref = await begin(provider, { to: address, channel: 'email' });
    expect(lastForm()).toMatchObject({ To: address, Channel: 'email' });
    expect(await provider.check(ref, address, sandbox.codeFor(address))).toBe('approved');
  });

  it('approves the right code once, and is asked by the SID only', async () => {
    const provider = await hostedFrom(twilioVerify, environment());
    const ref = await begin(provider);
    const code = sandbox.codeFor(to);
    expect(await provider.check(ref, to, code)).toBe('approved');
    expect(Object.keys(lastForm()).sort()).toEqual(['Code', 'VerificationSid']);
    expect(await provider.check(ref, to, code)).toBe('expired');
  });

  it('that approves another number is not believed', async () => {
    const provider = await hostedFrom(twilioVerify, environment());
    const ref = await begin(provider);
    expect(await provider.check(ref, '+14155552672', sandbox.codeFor(to))).toBe('wrong');
  });

  it('answers wrong, then expired when the checks are spent, and after ten minutes', async () => {
    const provider = await hostedFrom(twilioVerify, environment());
    const ref = await begin(provider);
    const code = sandbox.codeFor(to);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let check = 0; check < 5; check += 1) expect(await provider.check(ref, to, wrong)).toBe('wrong');
    expect(await provider.check(ref, to, code)).toBe('expired');
    const other = await begin(provider, { to: '+14155552673' });
    sandbox.advance(600_001);
    expect(await provider.check(other, '+14155552673', sandbox.codeFor('+14155552673'))).toBe('expired');
  });

  it('ends a verification, so that the next start makes another, and minds none that is gone', async () => {
    const provider = await hostedFrom(twilioVerify, environment());
    const ref = await begin(provider);
    await provider.cancel(ref, to);
    await provider.cancel(ref, to);
    expect(await begin(provider)).not.toBe(ref);
  });

  it('keeps the purposes apart by a Service each, or refuses', async () => {
    const whole = await hostedFrom(twilioVerify, environment());
    const refs = await Promise.all(
      (['sign_in', 'reset', 'phone_change', 'second_factor', 'step_up'] as const).map((purpose) => begin(whole, { purpose })),
    );
    expect(new Set(refs.map((ref) => ref.split('/')[0])).size).toBe(5);
    const bare = await hostedFrom(twilioVerify, { ...environment(), TWILIO_VERIFY_SERVICE_SID_RESET: '' });
    expect(await thrownBy(bare.start({ ...start, purpose: 'reset' }))).toMatchObject({ code: 'not_available' });
  });

  it.each<Fault>([
    { kind: 'hang' },
    { kind: 'reset' },
    { kind: 'malformed' },
    { kind: 'error', status: 500 },
    { kind: 'error', status: 503, code: 20503 },
  ])('is asked once when the outcome of a start is unknown (%j)', async (fault) => {
    const provider = await hostedFrom(twilioVerify, environment());
    sandbox.faults.add(fault);
    const before = sandbox.requests.length;
    expect(await provider.start(start)).toMatchObject({ outcome: 'unknown', cause: { kind: 'unavailable' } });
    expect(sandbox.requests.length).toBe(before + 1);
  });

  it('is asked again after 20429 as late as it demands, but no later than a caller waits for a code', async () => {
    const provider = await hostedFrom(twilioVerify, environment());
    const code = 20429;
    sandbox.faults.add({ kind: 'error', status: 429, code, retryAfter: 1, times: 1 });
    const began = performance.now();
    await begin(provider, { to: '+14155552675' });
    expect(performance.now() - began).toBeGreaterThanOrEqual(990);
    sandbox.faults.add({ kind: 'error', status: 429, code, retryAfter: 30 });
    const before = sandbox.requests.length;
    expect(await thrownBy(provider.start({ ...start, to: '+14155552676' }))).toMatchObject({ cause: { kind: 'throttled' } });
    expect(sandbox.requests.length).toBe(before + 1);
  });

  it.each([
    [429, 60203, 'rate_limited'],
    [403, 60205, 'phone_unreachable'],
    [403, 60410, 'send_failed'],
    [400, 60200, 'phone_invalid', `Invalid parameter \`To\`: ${to}`],
    [400, 60200, 'send_failed', 'Invalid parameter `RateLimits`'],
    [401, 20003, 'send_failed'],
    [404, 20404, 'send_failed'],
  ] as [number, number, string, string?][])(
    'refuses (%i/%i as %s): a problem without number or provider’s text, with Twilio’s name of the request',
    async (status, code, problem, message = 'Refused') => {
      const provider = await hostedFrom(twilioVerify, environment());
      sandbox.faults.add({ kind: 'error', status, code, message });
      const error = await thrownBy(provider.start(start));
      expect(error).toBeInstanceOf(Problem);
      expect(error).toMatchObject({ code: problem, cause: { provider: 'twilio-verify', report: { code, status } } });
      expect(inspect(error, { depth: 9 })).not.toContain(to.slice(1));
    },
  );

  it.each<Fault>([{ kind: 'hang' }, { kind: 'reset' }, { kind: 'malformed' }, { kind: 'error', status: 500 }])(
    'is not asked twice whether a code is right (%j)',
    async (fault) => {
      const ref = await begin(await hostedFrom(twilioVerify, environment()));
      const provider = await hostedFrom(twilioVerify, impatient());
      sandbox.faults.add(fault);
      const before = sandbox.requests.length;
      expect(await thrownBy(provider.check(ref, to, '123456'))).toMatchObject({ code: 'verify_failed' });
      expect(sandbox.requests.length).toBe(before + 1);
    },
  );
});
