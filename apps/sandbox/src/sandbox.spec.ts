import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import twilio, { RequestClient } from 'twilio';
import { Sandbox } from './sandbox.js';

const to = '+14155550123';
const from = '+15005550006';
const minute = 60_000;

type RequestOptions<TData> = Parameters<typeof RequestClient.prototype.request<TData>>[0];

/** The client of the `twilio` package, sent to the sandbox. */
class Redirected extends RequestClient {
  constructor(private readonly url: string) {
    super({ timeout: 2000 });
  }

  override request<TData>(options: RequestOptions<TData>) {
    return super.request<TData>({ ...options, uri: options.uri.replace(/^https:\/\/[^/]+/, this.url) });
  }
}

interface Report {
  readonly form: Record<string, string>;
  readonly signature: string;
  readonly json: unknown;
}

/** Where the service would take reports. */
class Receiver {
  readonly reports: Report[] = [];
  answer = '';

  private constructor(private readonly server: Server) {
    server.on('request', async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const isJson = request.headers['content-type'] === 'application/json';
      this.reports.push({
        form: Object.fromEntries(new URLSearchParams(isJson ? '' : body)),
        signature: String(request.headers['x-twilio-signature']),
        json: isJson ? JSON.parse(body) : undefined,
      });
      response.end(this.answer);
    });
  }

  static async start(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/status?of=1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

let sandbox: Sandbox;
let receiver: Receiver;

const clientOf = (user = sandbox.accountSid, password = sandbox.authToken) =>
  twilio(user, password, { accountSid: sandbox.accountSid, httpClient: new Redirected(sandbox.url) });
const verify = () => clientOf().verify.v2.services(sandbox.verifyServiceSid);
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { status?: number; code?: number | string }) => [error.status, error.code],
  );
const send = (channel = 'sms', number = to) => verify().verifications.create({ to: number, channel });
const check = (code: string, number = to) => verify().verificationChecks.create({ to: number, code });
const wrong = () => String((Number(sandbox.codeFor(to)) + 1) % 1_000_000).padStart(6, '0');
const lastStatuses = () => sandbox.inbox.list()[0]?.timeline.map(({ status }) => status);

beforeEach(async () => {
  receiver = await Receiver.start();
  sandbox = await Sandbox.start({ msg91WebhookUrl: receiver.url });
});

afterEach(async () => {
  await sandbox.stop();
  await receiver.stop();
});

describe('the life of a verification', () => {
  it('is approved by its code and gone afterwards', async () => {
    const { sid, status } = await send();
    expect(status).toBe('pending');
    expect(await check(sandbox.codeFor(to))).toMatchObject({ sid, status: 'approved', valid: true, to });
    expect(await refusal(check(sandbox.codeFor(to)))).toEqual([404, 20404]);
    expect(await refusal(verify().verifications(sid).fetch())).toEqual([404, 20404]);
    expect((await send()).sid).not.toBe(sid);
    expect(sandbox.violations).toEqual([]);
  });

  it('keeps its SID and code on a resend over another channel', async () => {
    const first = await send();
    const code = sandbox.codeFor(to);
    const second = await send('call');
    expect(second.sid).toBe(first.sid);
    expect(second.channel).toBe('call');
    expect(second.sendCodeAttempts).toHaveLength(2);
    expect(sandbox.codeFor(to)).toBe(code);
    expect(sandbox.inbox.list().map(({ channel }) => channel)).toEqual(['voice', 'sms']);
  });

  it('sends five times and refuses the sixth', async () => {
    for (let count = 0; count < 5; count += 1) await send();
    expect(await refusal(send())).toEqual([429, 60203]);
    sandbox.advance(10 * minute);
    await send();
  });

  it('checks five times, refuses the sixth, and sends none before it expires', async () => {
    const { sid } = await send();
    for (let count = 0; count < 5; count += 1) expect(await check(wrong())).toMatchObject({ status: 'pending', valid: false });
    expect(await refusal(check(sandbox.codeFor(to)))).toEqual([429, 60202]);
    expect((await verify().verifications(sid).fetch()).status).toBe('max_attempts_reached');
    expect(await refusal(send())).toEqual([429, 60203]);
    sandbox.advance(10 * minute);
    expect((await send()).sid).not.toBe(sid);
  });

  it('is over after ten minutes', async () => {
    const { sid } = await send();
    sandbox.advance(10 * minute - 1000);
    await verify().verifications(sid).fetch();
    sandbox.advance(1000);
    expect(await refusal(check(sandbox.codeFor(to)))).toEqual([404, 20404]);
  });

  it('starts anew when it was canceled, and the canceled one can be fetched', async () => {
    const { sid } = await send();
    expect((await verify().verifications(sid).update({ status: 'canceled' })).status).toBe('canceled');
    expect((await verify().verifications(sid).fetch()).status).toBe('canceled');
    expect(await refusal(verify().verificationChecks.create({ verificationSid: sid, code: sandbox.codeFor(to) }))).toEqual([404, 20404]);
    expect((await send()).sid).not.toBe(sid);
    expect(sandbox.violations).toEqual([]);
  });

  it('is none of another Service', async () => {
    const { TWILIO_VERIFY_SERVICE_SID_RESET: reset = '' } = sandbox.environments['twilio-verify'];
    const { sid } = await send();
    const other = clientOf().verify.v2.services(reset);
    expect(await refusal(other.verificationChecks.create({ verificationSid: sid, code: sandbox.codeFor(to) }))).toEqual([404, 20404]);
    expect((await other.verifications.create({ to, channel: 'sms' })).sid).not.toBe(sid);
  });
});

describe('what Verify refuses', () => {
  it.each([
    ['voice', to],
    ['sna', to],
    ['auto', to],
    ['sms', '4155550123'],
    ['email', to],
  ])('%s to %s', async (channel, number) => {
    expect(await refusal(send(channel, number))).toEqual([400, 60200]);
  });

  it('an unknown Service, a wrong token, a check of nothing and a language it does not speak', async () => {
    const unknown = clientOf().verify.v2.services(`VA${'0'.repeat(32)}`);
    expect(await refusal(unknown.verifications.create({ to, channel: 'sms' }))).toEqual([404, 20404]);
    const stranger = clientOf(sandbox.accountSid, 'wrong').verify.v2.services(sandbox.verifyServiceSid);
    expect(await refusal(stranger.verifications.create({ to, channel: 'sms' }))).toEqual([401, 20003]);
    expect(await refusal(verify().verificationChecks.create({ code: '123456' }))).toEqual([400, 60221]);
    expect(await refusal(verify().verifications.create({ to, channel: 'sms', locale: 'xx' }))).toEqual([404, 20404]);
  });

  it.each([
    ['+14155560200', 400, 60200],
    ['+14155560203', 429, 60203],
    ['+14155560205', 403, 60205],
    ['+14155560212', 429, 60212],
    ['+14155560410', 403, 60410],
    ['+14155560605', 403, 60605],
    ['+14155520429', 429, 20429],
    ['+14155520500', 500, 20500],
    ['+14155520599', undefined, 'ECONNRESET'],
  ])('%s, a number with a meaning', async (number, status, code) => {
    expect(await refusal(send('sms', number))).toEqual([status, code]);
  });

  it('is looked up before it is used', async () => {
    expect(await verify().fetch()).toMatchObject({ codeLength: 6 });
    expect(await clientOf().api.v2010.accounts(sandbox.accountSid).fetch()).toMatchObject({ status: 'active' });
    expect(await clientOf().messaging.v1.services(sandbox.messagingServiceSid).fetch()).toMatchObject({ friendlyName: 'Sandbox' });
    expect(sandbox.violations).toEqual([]);
  });

  it('tells by signed events what became of its messages', async () => {
    sandbox.webhooks.verifyEvents = receiver.url;
    const { sid } = await send();
    while (receiver.reports.length < 2) await settle();
    expect(receiver.reports.map(({ json }) => json)).toMatchObject(
      ['sent', 'delivered'].map((status) => [
        { type: `com.twilio.accountsecurity.verify.message.${status}`, data: { verification_sid: sid, error_code: null } },
      ]),
    );
    for (const { url, headers, body } of sandbox.callbacks) {
      expect(twilio.validateRequestWithBody(sandbox.authToken, headers['x-twilio-signature'] ?? '', url, body)).toBe(true);
    }
  });

  it('accepts an API key', async () => {
    const keyed = clientOf(sandbox.apiKeySid, sandbox.apiKeySecret).verify.v2.services(sandbox.verifyServiceSid);
    expect((await keyed.verifications.create({ to, channel: 'whatsapp' })).status).toBe('pending');
  });
});

describe('a message of one’s own words', () => {
  it('goes its way with a signed report on every step', async () => {
    const { sid, status } = await clientOf().messages.create({
      to,
      messagingServiceSid: sandbox.messagingServiceSid,
      body: 'Your code is 123456',
      statusCallback: `${receiver.url}#rc=2`,
    });
    expect(status).toBe('accepted');
    await sandbox.settled();
    while (lastStatuses()?.at(-1) !== 'delivered') await settle();
    expect(receiver.reports.map(({ form }) => form['MessageStatus'])).toEqual(['queued', 'sending', 'sent', 'delivered']);
    for (const { form, signature } of receiver.reports) {
      expect(form['MessageSid']).toBe(sid);
      expect(twilio.validateRequest(sandbox.authToken, signature, receiver.url, form)).toBe(true);
    }
    expect((await clientOf().messages(sid).fetch()).status).toBe('delivered');
    expect(sandbox.codeFor(to)).toBe('123456');
    expect((await clientOf().messages(sid).feedback.create({ outcome: 'confirmed' })).outcome).toBe('confirmed');
    expect(sandbox.violations).toEqual([]);
  });

  it('can be looked up by its number and time', async () => {
    const before = new Date(Date.now() - minute);
    const { sid } = await clientOf().messages.create({ to, from, body: '123456' });
    expect((await clientOf().messages.list({ to, dateSentAfter: before })).map((message) => message.sid)).toEqual([sid]);
    expect(await clientOf().messages.list({ to: '+14155550124' })).toEqual([]);
    expect(sandbox.violations).toEqual([]);
  });

  it.each([
    [{ to, body: 'x' }, 400, 21603],
    [{ to, from }, 400, 21619],
    [{ to: '123', from, body: 'x' }, 400, 21211],
    [{ to, from, body: 'x'.repeat(1601) }, 400, 21617],
    [{ to, from, body: 'x', validityPeriod: 0 }, 400, 21624],
    [{ to, from, body: 'x', statusCallback: 'http://my_host/x' }, 400, 21609],
    [{ to, from, contentSid: `HX${'0'.repeat(32)}`, contentVariables: '{' }, 400, 21656],
    [{ to, from: `whatsapp:${from}`, body: 'x' }, 400, 21910],
    [{ to, from: '+15005550001', body: 'x' }, 400, 21212],
    [{ to, from: '+15005550007', body: 'x' }, 400, 21606],
    [{ to, from: '+15005550008', body: 'x' }, 429, 21611],
    [{ to, from: '+14155550100', body: 'x' }, 400, 21606],
    [{ to: '+15005550001', from, body: 'x' }, 400, 21211],
    [{ to: '+15005550002', from, body: 'x' }, 400, 21612],
    [{ to: '+15005550003', from, body: 'x' }, 400, 21408],
    [{ to: '+15005550004', from, body: 'x' }, 400, 21610],
    [{ to: '+15005550009', from, body: 'x' }, 400, 21614],
  ])('is refused: %j', async (options, status, code) => {
    expect(await refusal(clientOf().messages.create(options))).toEqual([status, code]);
  });

  it('fails later at a number that ends in a delivery error', async () => {
    const lost = '+14155530003';
    await clientOf().messages.create({ to: lost, from, body: '123456', statusCallback: receiver.url });
    while (lastStatuses()?.at(-1) !== 'undelivered') await settle();
    expect(receiver.reports.at(-1)?.form).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30003' });
  });
});

describe('by the clock', () => {
  beforeEach(async () => {
    await sandbox.stop();
    sandbox = await Sandbox.start({ statusDelayMs: minute });
  });

  it('a message waits for its time', async () => {
    await clientOf().messages.create({ to, from, body: '123456' });
    expect(lastStatuses()).toEqual(['queued']);
    sandbox.advance(minute);
    await sandbox.settled();
    expect(lastStatuses()).toEqual(['queued', 'sending']);
    sandbox.advance(2 * minute);
    await sandbox.settled();
    expect(lastStatuses()).toEqual(['queued', 'sending', 'sent', 'delivered']);
  });

  it('a message that was not sent in its validity period fails', async () => {
    const { sid } = await clientOf().messages.create({ to, from, body: '123456', validityPeriod: 90 });
    sandbox.advance(5 * minute);
    await sandbox.settled();
    expect(await clientOf().messages(sid).fetch()).toMatchObject({ status: 'failed', errorCode: 30036 });
  });

  it('somebody delivers, loses and delays messages on the page', async () => {
    const act = async (id: string | undefined, action: string) =>
      (await fetch(`${sandbox.url}/inbox/messages/${id}/${action}`, { method: 'POST' })).status;
    await clientOf().messages.create({ to, from, body: '111111' });
    await clientOf().messages.create({ to, from, body: '222222' });
    const [second, first] = sandbox.inbox.list();
    expect(await act(first?.id, 'deliver')).toBe(204);
    await sandbox.settled();
    expect(sandbox.inbox.list()[1]?.status).toBe('delivered');
    expect(await act(first?.id, 'lose')).toBe(409);
    expect(await act(second?.id, 'delay')).toBe(204);
    sandbox.advance(minute);
    await sandbox.settled();
    expect(sandbox.inbox.list()[0]?.status).toBe('queued');
    expect(await act(second?.id, 'lose')).toBe(204);
    await sandbox.settled();
    expect(sandbox.inbox.list()[0]).toMatchObject({ status: 'undelivered', timeline: [{}, { error: '30008' }] });
  });
});

describe('a call', () => {
  it('says the words of its TwiML and reports the events that were asked for, signed', async () => {
    const twiml = '<Response><Say>Your code is 1, 2, 3, 4, 5, 6</Say></Response>';
    const statusCallbackEvent = ['ringing', 'answered', 'completed'];
    const { sid } = await clientOf().calls.create({ to, from, twiml, statusCallback: receiver.url, statusCallbackEvent });
    while (lastStatuses()?.at(-1) !== 'completed' || receiver.reports.length < 3) await settle();
    expect(receiver.reports.map(({ form }) => form['CallStatus'])).toEqual(['ringing', 'in-progress', 'completed']);
    for (const { form, signature } of receiver.reports) {
      expect(twilio.validateRequest(sandbox.authToken, signature, receiver.url, form)).toBe(true);
    }
    expect((await clientOf().calls(sid).fetch()).status).toBe('completed');
    expect(sandbox.codeFor(to)).toBe('123456');
    expect(sandbox.violations).toEqual([]);
  });

  it('asks its Url for the words', async () => {
    receiver.answer = '<Response><Say>9 8 7 6 5 4</Say></Response>';
    await clientOf().calls.create({ to, from, url: receiver.url });
    while (lastStatuses()?.at(-1) !== 'completed') await settle();
    expect(sandbox.codeFor(to)).toBe('987654');
    expect(
      twilio.validateRequest(sandbox.authToken, receiver.reports[0]?.signature ?? '', receiver.url, receiver.reports[0]?.form ?? {}),
    ).toBe(true);
  });

  it.each([
    [{ to, from }, 400, 21205],
    [{ to, from: '+15005550001', twiml: 'x' }, 400, 21212],
    [{ to, from: '+14155550100', twiml: 'x' }, 400, 21210],
    [{ to: '+15005550001', from, twiml: 'x' }, 400, 21217],
    [{ to: '+15005550004', from, twiml: 'x' }, 400, 21216],
  ])('is refused: %j', async (options, status, code) => {
    expect(await refusal(clientOf().calls.create(options as Parameters<ReturnType<typeof clientOf>['calls']['create']>[0]))).toEqual([
      status,
      code,
    ]);
  });
});

describe('what Twilio’s published files do not allow', () => {
  const post = (path: string, form: string) =>
    fetch(`${sandbox.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${sandbox.accountSid}:${sandbox.authToken}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: form,
    });

  it.each([
    ['an unknown field', 'Verifications', 'To=%2B14155550123&Channel=sms&Ttl=60', 400, 60200],
    ['a missing field', 'Verifications', 'To=%2B14155550123', 400, 60200],
    ['a field twice', 'Verifications', 'To=%2B14155550123&Channel=sms&Channel=call', 400, 60200],
    ['no SID', 'VerificationCheck', 'VerificationSid=VE1&Code=123456', 400, 60200],
    ['an unknown query', 'Verifications?x=1', 'To=%2B14155550123&Channel=sms', 400, 60200],
    ['an unknown path', 'Attempts', 'x=1', 404, 20404],
  ])('is refused and noted: %s', async (_what, path, form, status, code) => {
    const response = await post(`/v2/Services/${sandbox.verifyServiceSid}/${path}`, form);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ code, message: expect.any(String), more_info: expect.stringContaining(String(code)), status });
    expect(sandbox.violations).toMatchObject([{ of: 'request', method: 'POST' }]);
    expect(JSON.stringify(sandbox.violations)).not.toContain('4155550123');
  });

  it('a message to nobody is refused by number', async () => {
    const response = await post(`/2010-04-01/Accounts/${sandbox.accountSid}/Messages.json`, 'Body=x');
    expect(await response.json()).toMatchObject({ code: 21604, status: 400 });
  });
});

describe('MSG91', () => {
  const mobile = to.slice(1);
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${sandbox.url}/api/v5/${path}`, {
      ...init,
      headers: { 'content-type': 'application/json', authkey: sandbox.msg91AuthKey, ...init.headers },
    });
    return { status: response.status, ...((await response.json()) as object) };
  };
  const flow = (recipients: unknown, path = 'flow') =>
    call(path, { method: 'POST', body: JSON.stringify({ template_id: 'abc', recipients }) });

  it.each(['flow', 'flow/'])('POST /%s delivers and reports', async (path) => {
    const answer = await flow([{ mobiles: mobile, VAR1: '123456' }], path);
    expect(answer).toMatchObject({ status: 200, type: 'success', message: expect.any(String) });
    while (receiver.reports.length === 0) await settle();
    expect(receiver.reports[0]?.json).toMatchObject({ requestId: (answer as { message?: string }).message, telNum: mobile, status: '1' });
    expect(sandbox.codeFor(to)).toBe('123456');
  });

  it.each([
    ['919876500002', '2'],
    ['919876500009', '9'],
    ['919876500016', '16'],
    ['919876500017', '17'],
    ['919876500025', '25'],
  ])('reports that %s was not reached: %s', async (number, status) => {
    await flow([{ mobiles: number, OTP: '123456' }]);
    while (receiver.reports.length === 0) await settle();
    expect(receiver.reports[0]?.json).toMatchObject({ status, failureReason: expect.stringMatching(/./) });
  });

  it('answers failures with 200 and a text', async () => {
    const error = (message: string) => ({ status: 200, type: 'error', message });
    expect(await flow([])).toEqual(error('Please enter atleast one number to send sms.'));
    expect(await flow([{ mobiles: to }])).toEqual(error('Mobile no. empty or not numeric'));
    expect(await call('flow', { method: 'POST', body: '{}' })).toEqual(error('DLT Template id not found.'));
    expect(await call('flow', { method: 'POST', headers: { authkey: 'wrong' } })).toMatchObject({ status: 401, type: 'error' });
  });

  it('keeps a code of its own: send, retry, verify', async () => {
    const sent = await fetch(
      `${sandbox.url}/api/v5/otp?${new URLSearchParams({ authkey: sandbox.msg91AuthKey, template_id: 'abc', mobile, otp_length: '6', otp_expiry: '10' })}`,
      { method: 'POST' },
    );
    expect(await sent.json()).toMatchObject({ type: 'success', request_id: expect.any(String) });
    const code = sandbox.codeFor(to);
    expect(code).toMatch(/^\d{6}$/);
    expect(await call(`otp/retry?mobile=${mobile}&retrytype=voice`)).toMatchObject({ message: 'retry send successfully' });
    expect(sandbox.inbox.list()[0]).toMatchObject({ channel: 'voice', code });
    expect(await call(`otp/verify?mobile=${mobile}&otp=${wrong()}`)).toMatchObject({ status: 200, message: 'OTP not match' });
    expect(await call(`otp/verify?mobile=${mobile}&otp=${code}`, { method: 'POST' })).toMatchObject({ message: 'OTP verified success' });
    expect(await call(`otp/verify?mobile=${mobile}&otp=${code}`)).toMatchObject({ message: 'OTP already verified' });
  });

  it('knows expired and unknown codes', async () => {
    await call(`otp?template_id=abc&mobile=${mobile}&otp=123456&otp_expiry=10`, { method: 'POST' });
    sandbox.advance(10 * minute);
    expect(await call(`otp/verify?mobile=${mobile}&otp=123456`)).toMatchObject({ message: 'OTP expired' });
    expect(await call('otp/verify?mobile=14155550124&otp=123456')).toMatchObject({ message: 'Mobile no. not found' });
    expect(await call('otp/retry?mobile=14155550124')).toMatchObject({ message: 'No OTP request found to retryotp' });
  });
});

describe('faults', () => {
  it('happen as often as they were asked for, where they were asked for', async () => {
    sandbox.faults.add({ kind: 'error', status: 503, code: 20503, match: '/Verifications', times: 1 });
    expect(await refusal(check('123456'))).toEqual([404, 20404]);
    expect(await refusal(send())).toEqual([503, 20503]);
    expect((await send()).status).toBe('pending');
  });

  it('cut, break and hold back answers, and say in a gateway’s words that it failed', async () => {
    sandbox.faults.add({ kind: 'reset', times: 1 });
    expect(await refusal(send())).toEqual([undefined, 'ECONNRESET']);
    sandbox.faults.add({ kind: 'malformed', times: 1 });
    await expect(send()).rejects.toThrow(SyntaxError);
    sandbox.faults.add({ kind: 'error', status: 502, times: 1 });
    expect(await refusal(send())).toEqual([502, undefined]);
    sandbox.faults.add({ kind: 'slow', ms: 10 * minute, times: 1 });
    const slow = send();
    while (sandbox.requests.length < 4) await settle();
    sandbox.advance(10 * minute);
    expect((await slow).status).toBe('pending');
  });

  it('can lose the answer to what was done', async () => {
    sandbox.faults.add({ kind: 'reset', carriedOut: true, times: 1 });
    expect(await refusal(send())).toEqual([undefined, 'ECONNRESET']);
    expect(sandbox.codeFor(to)).toMatch(/^\d{6}$/);
  });

  it('come and go by HTTP', async () => {
    const post = (fault: object) =>
      fetch(`${sandbox.url}/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fault) });
    expect((await post({ kind: 'nonsense' })).status).toBe(400);
    expect((await post({ kind: 'error', status: 500, code: 20500 })).status).toBe(204);
    expect(await refusal(send())).toEqual([500, 20500]);
    expect((await fetch(`${sandbox.url}/faults`, { method: 'DELETE' })).status).toBe(204);
    await send();
  });
});

describe('the page', () => {
  it('is there, with what it loads', async () => {
    for (const path of ['/', '/inbox', '/inbox/inbox.js', '/inbox/inbox.css', '/inbox/messages']) {
      expect((await fetch(`${sandbox.url}${path}`)).status).toBe(200);
    }
  });

  it('is read by this machine alone', async () => {
    const from = { method: 'POST', headers: { origin: 'http://evil.example' } };
    expect((await fetch(`${sandbox.url}/faults`, from)).status).toBe(403);
  });
});

it('posts no report to another machine', async () => {
  await clientOf().messages.create({ to, from, body: '123456', statusCallback: 'http://sixdigit.example/status' });
  while (lastStatuses()?.at(-1) !== 'delivered') await settle();
  expect(sandbox.callbacks.map(({ status }) => status)).toEqual([0, 0, 0]);
});

/** Lets what is under way go on. */
async function settle(): Promise<void> {
  await sandbox.settled();
  await new Promise((resolve) => setImmediate(resolve));
}
