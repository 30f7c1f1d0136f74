import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@sixdigit/config';
import { Problem } from '@sixdigit/contract';
import { kitFor } from '@sixdigit/delivery';
import { Inbox } from '@sixdigit/inbox';
import { Webhook } from 'standardwebhooks';
import { loadSettings } from '../../apps/api/src/config/load-settings.js';
import { type Fault, Sandbox } from '../../apps/sandbox/src/index.js';
import type { CarrierProvider, Message } from '../../libs/delivery/src/provider-kit/carrier.provider.js';
import type { HostedProvider, StartRequest } from '../../libs/delivery/src/provider-kit/hosted.provider.js';
import { definitionOf } from '../../libs/delivery/src/providers/registry.js';
import { Gateway } from '../support/gateway.js';
import { MailServer } from '../support/mail-server.js';

const to = '+14155552671';
const start: StartRequest = { to, channel: 'sms', purpose: 'sign_in', locale: undefined, ip: '203.0.113.7' };
const message: Message = {
  to,
  channel: 'sms',
  purpose: 'sign_in',
  text: '123456 is your Example code.',
  subject: undefined,
  code: '123456',
  lifetimeSeconds: 300,
  locale: 'en',
  challengeId: 'tag.key',
  registeredId: undefined,
};

async function made(name: string, environment: Record<string, string>) {
  const { settings } = loadSettings({
    NODE_ENV: 'test',
    SECRET_KEY: 'a-root-key-of-the-suite-0123456789',
    SMS_PROVIDER: name,
    ...environment,
  });
  return definitionOf(name)!.create(settings, kitFor(settings, { codeLength: 6, inbox: new Inbox(new Clock()) }));
}
async function carrierOf(name: string, environment: Record<string, string>): Promise<CarrierProvider> {
  const provider = await made(name, environment);
  if (provider.kind !== 'carrier') throw new Error('is no carrier');
  return provider;
}
async function hostedOf(environment: Record<string, string>): Promise<HostedProvider> {
  const provider = await made('twilio-verify', environment);
  if (provider.kind !== 'hosted') throw new Error('is not hosted');
  return provider;
}
const thrownBy = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('Twilio', () => {
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

  describe('Verify', () => {
    const environment = () => sandbox.environments['twilio-verify'];
    const impatient = () => ({ ...environment(), TWILIO_TIMEOUT_MS: '500' });
    const begin = async (provider: HostedProvider, more: Partial<StartRequest> = {}) => {
      const started = await provider.start({ ...start, ...more });
      if (started.outcome !== 'accepted') throw new Error('is unknown');
      return started.ref;
    };

    it('is sent what it must, a tag without personal data, and nothing else', async () => {
      await begin(await hostedOf(environment()));
      expect(lastForm()).toEqual({ To: to, Channel: 'sms', Tags: '{"purpose":"sign_in"}' });
    });

    it('is told the caller’s address only where the settings say so', async () => {
      const provider = await hostedOf({ ...environment(), TWILIO_VERIFY_DEVICE_IP: 'true', TWILIO_VERIFY_RATE_LIMIT: 'end_user_ip' });
      await begin(provider);
      expect(lastForm()).toMatchObject({ DeviceIp: '203.0.113.7', RateLimits: '{"end_user_ip":"203.0.113.7"}' });
      expect(sandbox.violations).toEqual([]);
    });

    it('is asked for a call by the name it has for it, and for a language it speaks, else in its own', async () => {
      const provider = await hostedOf({ ...environment(), TWILIO_VERIFY_CHANNELS: 'sms,voice' });
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
      await begin(await hostedOf(environment()), { to: '+14155552674', locale });
      expect(sandbox.requests[before]!.form.get('Locale')).toBe(expected);
    });

    it('sends letters by its own channel', async () => {
      const provider = await hostedOf({ ...environment(), TWILIO_VERIFY_CHANNELS: 'sms,email' });
      const address = 'somebody@example.com';
      const ref = await begin(provider, { to: address, channel: 'email' });
      expect(lastForm()).toMatchObject({ To: address, Channel: 'email' });
      expect(await provider.check(ref, address, sandbox.codeFor(address))).toBe('approved');
    });

    it('approves the right code once, and is asked by the SID only', async () => {
      const provider = await hostedOf(environment());
      const ref = await begin(provider);
      const code = sandbox.codeFor(to);
      expect(await provider.check(ref, to, code)).toBe('approved');
      expect(Object.keys(lastForm()).sort()).toEqual(['Code', 'VerificationSid']);
      expect(await provider.check(ref, to, code)).toBe('expired');
    });

    it('that approves another number is not believed', async () => {
      const provider = await hostedOf(environment());
      const ref = await begin(provider);
      expect(await provider.check(ref, '+14155552672', sandbox.codeFor(to))).toBe('wrong');
    });

    it('answers wrong, then expired when the checks are spent, and after ten minutes', async () => {
      const provider = await hostedOf(environment());
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
      const provider = await hostedOf(environment());
      const ref = await begin(provider);
      await provider.cancel(ref, to);
      await provider.cancel(ref, to);
      expect(await begin(provider)).not.toBe(ref);
    });

    it('keeps the purposes apart by a Service each, or refuses', async () => {
      const whole = await hostedOf(environment());
      const refs = await Promise.all(
        (['sign_in', 'reset', 'phone_change', 'second_factor', 'step_up'] as const).map((purpose) => begin(whole, { purpose })),
      );
      expect(new Set(refs.map((ref) => ref.split('/')[0])).size).toBe(5);
      const bare = await hostedOf({ ...environment(), TWILIO_VERIFY_SERVICE_SID_RESET: '' });
      expect(await thrownBy(bare.start({ ...start, purpose: 'reset' }))).toMatchObject({ code: 'not_available' });
    });

    it.each<Fault>([
      { kind: 'hang' },
      { kind: 'reset' },
      { kind: 'malformed' },
      { kind: 'error', status: 500 },
      { kind: 'error', status: 503, code: 20503 },
    ])('is asked once when nobody knows what became of a start (%j)', async (fault) => {
      const provider = await hostedOf(environment());
      sandbox.faults.add(fault);
      const before = sandbox.requests.length;
      expect(await provider.start(start)).toMatchObject({ outcome: 'unknown', cause: { kind: 'unavailable' } });
      expect(sandbox.requests.length).toBe(before + 1);
    });

    it('is left alone as long as it asks for after 20429, but no longer than somebody waits for a code', async () => {
      const provider = await hostedOf(environment());
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
        const provider = await hostedOf(environment());
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
        const ref = await begin(await hostedOf(environment()));
        const provider = await hostedOf(impatient());
        sandbox.faults.add(fault);
        const before = sandbox.requests.length;
        expect(await thrownBy(provider.check(ref, to, '123456'))).toMatchObject({ code: 'verify_failed' });
        expect(sandbox.requests.length).toBe(before + 1);
      },
    );
  });

  describe('Messaging', () => {
    it('is given a message that ends with the code’s life, by the Messaging Service rather than a number', async () => {
      await (await carrierOf('twilio', sandbox.environments.twilio)).carry(message);
      expect(lastForm()).toMatchObject({
        To: to,
        MessagingServiceSid: sandbox.messagingServiceSid,
        ValidityPeriod: '300',
        ProvideFeedback: 'true',
      });
      expect(lastForm()).not.toHaveProperty('From');
    });

    it('is given a number where there is no Messaging Service', async () => {
      await (await carrierOf('twilio', { ...sandbox.environments.twilio, TWILIO_MESSAGING_SERVICE_SID: '' })).carry(message);
      expect(lastForm()).toMatchObject({ From: '+15005550006' });
    });

    it('sends WhatsApp by the approved template, with the code alone', async () => {
      await (await carrierOf('twilio', sandbox.environments.twilio)).carry({ ...message, channel: 'whatsapp' });
      expect(lastForm()).toMatchObject({ To: `whatsapp:${to}`, From: 'whatsapp:+15005550006', ContentVariables: '{"1":"123456"}' });
      expect(lastForm()).not.toHaveProperty('Body');
    });

    it('speaks, whatever stands in the text', async () => {
      await (await carrierOf('twilio', sandbox.environments.twilio)).carry({
        ...message,
        channel: 'voice',
        text: 'Tom & <Jerry>: 1, 2',
        locale: 'de',
      });
      expect(lastForm()['Twiml']).toBe('<Response><Pause length="1"/><Say language="de-DE">Tom &amp; &lt;Jerry&gt;: 1, 2</Say></Response>');
    });

    it('is told which message led to a right code, and nothing where that is not wanted', async () => {
      const carrier = await carrierOf('twilio', sandbox.environments.twilio);
      const receipt = await carrier.carry(message);
      if (receipt.outcome !== 'accepted') throw new Error('is uncertain');
      await carrier.confirm(receipt.id);
      expect(sandbox.requests.at(-1)).toMatchObject({ path: expect.stringContaining(`${receipt.id}/Feedback.json`) });
      const silent = await carrierOf('twilio', { ...sandbox.environments.twilio, TWILIO_FEEDBACK: 'false' });
      const before = sandbox.requests.length;
      await silent.confirm(receipt.id);
      expect(sandbox.requests.length).toBe(before);
    });

    it('takes an API key as well as the auth token', async () => {
      const { apiKeySid: TWILIO_API_KEY, apiKeySecret: TWILIO_API_KEY_SECRET } = sandbox;
      const carrier = await carrierOf('twilio', {
        ...sandbox.environments.twilio,
        TWILIO_AUTH_TOKEN: '',
        TWILIO_API_KEY,
        TWILIO_API_KEY_SECRET,
      });
      expect(await carrier.carry(message)).toMatchObject({ certain: true });
      const basic = Buffer.from(`${TWILIO_API_KEY}:${TWILIO_API_KEY_SECRET}`).toString('base64');
      expect(sandbox.requests.at(-1)!.headers['authorization']).toBe(`Basic ${basic}`);
    });

    it('asks for nothing that its published interface does not have', () => {
      expect(sandbox.violations).toEqual([]);
    });
  });
});

describe('MSG91', () => {
  it('is given the code as a variable of the template of its purpose and language, and the number without its plus', async () => {
    const sandbox = await Sandbox.start();
    try {
      const { MSG91_TEMPLATE_ID = '' } = sandbox.environments.msg91;
      const carrier = await carrierOf('msg91', { ...sandbox.environments.msg91, MSG91_TEMPLATES: `reset/hi=${MSG91_TEMPLATE_ID}` });
      await carrier.carry({ ...message, to: '+919876543210', purpose: 'reset', locale: 'hi' });
      const sent = sandbox.requests.at(-1)!;
      expect(JSON.parse(sent.body)).toMatchObject({
        template_id: MSG91_TEMPLATE_ID,
        sender: 'SIXDGT',
        short_url: '0',
        recipients: [{ mobiles: '919876543210', OTP: '123456' }],
      });
      // in the header: a key in the address ends up in the logs of proxies
      expect(sent.headers['authkey']).toBe(sandbox.msg91AuthKey);
      expect(String(sent.query)).toBe('');
    } finally {
      await sandbox.stop();
    }
  });

  it('that refuses with HTTP 200 has refused', async () => {
    const sandbox = await Sandbox.start();
    try {
      const carrier = await carrierOf('msg91', sandbox.environments.msg91);
      const error = await thrownBy(carrier.carry({ ...message, to: '+0' }));
      expect(error).toMatchObject({ code: 'phone_invalid', cause: { provider: 'msg91', kind: 'phone_invalid' } });
    } finally {
      await sandbox.stop();
    }
  });
});

describe('a team’s own gateway', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await Gateway.start();
  });
  afterEach(() => {
    gateway.fault = undefined;
  });
  afterAll(() => gateway.stop());
  const environment = (secrets = gateway.secret) => ({
    SMS_WEBHOOK_URL: gateway.url,
    SMS_WEBHOOK_SECRET: secrets,
    SMS_WEBHOOK_TIMEOUT_MS: '300',
  });

  it('is posted the whole message, signed so that its own library believes it', async () => {
    await (await carrierOf('webhook', { ...environment(), DLT_ENTITY_ID: '1101234567890123456' })).carry(message);
    expect(gateway.messages.at(-1)).toMatchObject({
      to,
      channel: 'sms',
      text: message.text,
      code: '123456',
      purpose: 'sign_in',
      locale: 'en',
      expires_in: 300,
      dlt: { entity_id: '1101234567890123456' },
    });
  });

  it('is told of India’s registration with an SMS: the registered text that it is, else the usual one', async () => {
    const DLT_ENTITY_ID = '1101234567890123456';
    const carrier = await carrierOf('webhook', { ...environment(), DLT_ENTITY_ID, DLT_TEMPLATE_ID: '1107000000000000001' });
    await carrier.carry(message);
    expect(gateway.messages.at(-1)).toMatchObject({ dlt: { entity_id: DLT_ENTITY_ID, template_id: '1107000000000000001' } });
    await carrier.carry({ ...message, registeredId: '1107000000000000002' });
    expect(gateway.messages.at(-1)).toMatchObject({ dlt: { entity_id: DLT_ENTITY_ID, template_id: '1107000000000000002' } });
    await carrier.carry({ ...message, channel: 'whatsapp' });
    expect(gateway.messages.at(-1)).not.toHaveProperty('dlt');
  });

  it('believes the old secret and the new while one replaces the other, and no other', async () => {
    const other = `whsec_${Buffer.from('another-secret-0123456789-abcdef').toString('base64')}`;
    expect(await (await carrierOf('webhook', environment(`${other},${gateway.secret}`))).carry(message)).toMatchObject({ certain: true });
    const headers = gateway.headers.at(-1)!;
    expect(() => new Webhook(other).verify(gateway.bodies.at(-1)!, headers)).not.toThrow();
    expect(() =>
      new Webhook(`whsec_${Buffer.from('nobody-knows-this-one-0123456789').toString('base64')}`).verify(gateway.bodies.at(-1)!, headers),
    ).toThrow();
  });

  it.each([
    [503, 'unavailable'],
    [429, 'throttled'],
    [404, 'misconfigured'],
  ] as const)('that answers %i has sent nothing (%s)', async (status, kind) => {
    gateway.fault = status;
    expect(await thrownBy((await carrierOf('webhook', environment())).carry(message))).toMatchObject({
      code: 'send_failed',
      cause: { kind },
    });
  });

  it.each([500, 302, 'hang', 'reset'] as const)('that answers %s may have sent it', async (fault) => {
    gateway.fault = fault;
    expect(await (await carrierOf('webhook', environment())).carry(message)).toMatchObject({ certain: false });
  });
});

describe('a mail server', () => {
  it('that knows no such mailbox has sent nothing; one that is not there neither', async () => {
    const mail = await MailServer.start();
    const environment = { SMTP_URL: mail.url, SMTP_FROM: 'no-reply@example.com' };
    const letter = { ...message, to: 'nobody@example.com', channel: 'email' as const, subject: 'Your code' };
    mail.refuses = true;
    expect(await thrownBy((await carrierOf('smtp', environment)).carry(letter))).toMatchObject({
      cause: { provider: 'smtp', kind: 'unreachable' },
    });
    await mail.stop();
    expect(await thrownBy((await carrierOf('smtp', environment)).carry(letter))).toMatchObject({ cause: { kind: 'unavailable' } });
  });

  it('that never comes to an end is listened to no longer than the deadline', async () => {
    const chatter = createServer((socket) => {
      socket.on('error', () => {}).write('220 hello\r\n');
      const timer = setInterval(() => socket.write('250-and another thing\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    chatter.listen(0, '127.0.0.1');
    await once(chatter, 'listening');
    const url = `smtp://127.0.0.1:${(chatter.address() as AddressInfo).port}`;
    const carrier = await carrierOf('smtp', { SMTP_URL: url, SMTP_FROM: 'no-reply@example.com', SMTP_TIMEOUT_MS: '300' });
    const letter = { ...message, to: 'nobody@example.com', channel: 'email' as const, subject: 'Your code' };
    expect(await carrier.carry(letter)).toMatchObject({ outcome: 'unknown', cause: { kind: 'unavailable' } });
    chatter.close();
    await once(chatter, 'close');
  });
});
