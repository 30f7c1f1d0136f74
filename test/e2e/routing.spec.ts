import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Router } from '@sixdigit/delivery';
import { Sandbox } from '../../apps/sandbox/src/index.js';
import { Gateway } from '../../libs/delivery/src/providers/webhook/gateway.fake.js';
import { Service } from '../support/service.js';
import { until } from '../support/until.js';

const request = '/api/v1/auth/otp/request';
const verify = '/api/v1/auth/otp/verify';
const india = (index: number) => `+9198765${String(43_000 + index)}`;
const america = (index: number) => `+1415${2_100_000 + index}`;

describe('several providers', () => {
  let sandbox: Sandbox;
  let gateway: Gateway;
  let service: Service;
  let next = 1;
  const start = (environment: Record<string, string>) =>
    Service.start('embedded', {
      ...sandbox.environmentOf('twilio-verify'),
      ...sandbox.environmentOf('msg91'),
      ...sandbox.environmentOf('twilio'),
      SMS_WEBHOOK_URL: gateway.url,
      SMS_WEBHOOK_SECRET: gateway.secret,
      TWILIO_TIMEOUT_MS: '3000',
      MSG91_TIMEOUT_MS: '3000',
      ...environment,
    });
  const posted = (phone: string) => gateway.messages.filter((message) => message.to === phone);
  beforeAll(async () => {
    sandbox = await Sandbox.start();
    gateway = await Gateway.start();
  });
  afterEach(async () => {
    sandbox.faults.clear();
    gateway.fault = undefined;
    await service.stop();
  });
  afterAll(async () => {
    await sandbox.stop();
    await gateway.stop();
  });

  it('selects the provider by the country of the number', async () => {
    service = await start({ SMS_PROVIDER: 'webhook', SMS_ROUTES: 'IN:msg91,US:twilio-verify,*:twilio' });
    const paths = async (phone: string) => {
      const before = sandbox.requests.length;
      expect((await service.post(request, { phone })).status).toBe(200);
      return sandbox.requests.slice(before).map((seen) => seen.path);
    };
    expect(await paths(india(next++))).toEqual([expect.stringContaining('/api/v5/flow')]);
    expect(await paths(america(next++))).toEqual([expect.stringContaining('/Verifications')]);
    expect(await paths('+447400123456')).toEqual([expect.stringContaining('/Messages.json')]);
  });

  it('sends the same code of the same challenge by the second provider when the first fails for certain', async () => {
    service = await start({ SMS_PROVIDER: 'twilio,webhook' });
    sandbox.faults.add({ kind: 'error', status: 400, code: 21606 });
    const phone = america(next++);
    const { status, body } = await service.post(request, { phone });
    expect(status).toBe(200);
    const [message] = posted(phone);
    expect((await service.post(verify, { challenge_id: body.challenge_id, otp: message!.code })).status).toBe(200);
    sandbox.faults.clear();
    service.advance(31);
    const other = america(next++);
    const first = await service.post(request, { phone: other });
    service.advance(31);
    sandbox.faults.add({ kind: 'error', status: 400, code: 21606 });
    const before = sandbox.codeFor(other);
    await service.post('/api/v1/auth/otp/resend', { challenge_id: first.body.challenge_id });
    expect(posted(other).map((sent) => sent.code)).toEqual([before]);
  });

  it('replaces a hosted provider’s code by our own, and the reverse, when one fails, and only the last code is right', async () => {
    service = await start({ SMS_PROVIDER: 'twilio-verify,webhook' });
    sandbox.faults.add({ kind: 'error', status: 403, code: 60204 });
    const phone = america(next++);
    const { body } = await service.post(request, { phone });
    expect((await service.post(verify, { challenge_id: body.challenge_id, otp: posted(phone)[0]!.code })).status).toBe(200);
    await service.stop();
    sandbox.faults.clear();
    service = await start({ SMS_PROVIDER: 'webhook,twilio-verify' });
    gateway.fault = 503;
    const other = america(next++);
    const hosted = await service.post(request, { phone: other });
    expect(hosted.status).toBe(200);
    expect((await service.post(verify, { challenge_id: hosted.body.challenge_id, otp: sandbox.codeFor(other) })).status).toBe(200);
  });

  it.each([
    ['a fraud block', 403, 60410],
    ['an opt-out', 400, 21610],
    ['an invalid number', 400, 21211],
    ['an unknown outcome', 502, undefined],
  ])('asks no second provider after %s', async (_, status, code) => {
    service = await start({ SMS_PROVIDER: 'twilio,webhook' });
    sandbox.faults.add({ kind: 'error', status, ...(code ? { code } : {}) });
    const phone = america(next++);
    expect((await service.post(request, { phone })).status).toBeGreaterThanOrEqual(400);
    expect(posted(phone)).toEqual([]);
  });

  it('logs a failed provider’s error number, request id and advice where the second provider served the caller', async () => {
    service = await start({ SMS_PROVIDER: 'twilio,webhook', TWILIO_MESSAGING_SERVICE_SID: `MG${'0'.repeat(32)}` });
    const warn = jest.spyOn(Logger.prototype, 'warn');
    const phone = america(next++);
    expect((await service.post(request, { phone })).status).toBe(200);
    const line = {
      provider: 'twilio',
      kind: 'misconfigured',
      advice: expect.any(String),
      report: { code: 21701, status: 404, request: expect.stringMatching(/^RQ/) },
    };
    await until(
      () => warn.mock.calls.length,
      (calls) => calls > 0,
    );
    expect(warn).toHaveBeenCalledWith(expect.objectContaining(line), 'a provider failed');
    warn.mockRestore();
  });

  it('sends by the second provider without delay while the circuit of the first is open, and /readyz says so', async () => {
    service = await start({ SMS_PROVIDER: 'twilio,webhook' });
    sandbox.faults.add({ kind: 'error', status: 503, code: 20503 });
    for (let failure = 0; failure < 5; failure += 1) await service.post(request, { phone: america(next++) });
    expect(service.app.get(Router, { strict: false }).states).toEqual({ twilio: 'open', webhook: 'closed' });
    const before = sandbox.requests.length;
    const phone = america(next++);
    expect((await service.post(request, { phone })).status).toBe(200);
    expect(sandbox.requests.length).toBe(before);
    expect(posted(phone)).toHaveLength(1);
    expect((await service.get('/readyz')).body).toMatchObject({ status: 'ok', providers: { twilio: 'open', webhook: 'closed' } });
  });

  it('asks Twilio again after 20429, its limit of calls at once', async () => {
    service = await start({ SMS_PROVIDER: 'twilio' });
    sandbox.faults.add({ kind: 'error', status: 429, code: 20429, times: 2 });
    const before = sandbox.requests.length;
    expect((await service.post(request, { phone: america(next++) })).status).toBe(200);
    expect(sandbox.requests.length).toBe(before + 3);
  });

  it.each([60203, 60212, 21611])('does not ask Twilio again after any other 429 (%i)', async (code) => {
    service = await start({ SMS_PROVIDER: 'twilio' });
    sandbox.faults.add({ kind: 'error', status: 429, code });
    const before = sandbox.requests.length;
    expect((await service.post(request, { phone: america(next++) })).status).toBeGreaterThanOrEqual(400);
    expect(sandbox.requests.length).toBe(before + 1);
  });
});
