import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '@sixdigit/database';
import type { Fault } from '../../apps/sandbox/src/index.js';
import { type Carrier, carriers } from '../support/carriers.js';
import { reachable } from '../support/reachable.js';
import { Service } from '../support/service.js';
import { until } from '../support/until.js';

const request = '/api/v1/auth/otp/request';
const verify = '/api/v1/auth/otp/verify';
const token = 'a-token-of-the-reports-0123456789';

/** All that can send to a number: a letter proves no number. */
const names = Object.keys(carriers).filter((name) => name !== 'smtp');

const faults: [string, Fault][] = [
  ['a cut connection', { kind: 'reset' }],
  ['silence', { kind: 'hang' }],
  ['half an answer', { kind: 'malformed' }],
  ['500', { kind: 'error', status: 500 }],
  ['503', { kind: 'error', status: 503 }],
  ['401', { kind: 'error', status: 401, code: 20003 }],
];

describe.each(names)('signing in through %s, by environment alone', (name) => {
  let carrier: Carrier;
  let service: Service;
  let next = 1000;
  const wrongFor = (code: string) => (code === '000000' ? '000001' : '000000');
  const codeOf = (phone: string, body: { preview_code?: string }) => carrier.codeFor(phone, body.preview_code);
  const reports = async () => service.app.get(Database, { strict: false }).kysely.selectFrom('message_receipts').selectAll().execute();
  const messages = async () => service.app.get(Database, { strict: false }).kysely.selectFrom('messages').selectAll().execute();

  beforeAll(async () => {
    carrier = await carriers[name]!();
    const address = await reachable();
    service = await Service.start('embedded', { ...carrier.environment, ...address, MSG91_WEBHOOK_TOKEN: token });
    const webhooks = carrier.sandbox?.webhooks;
    if (webhooks) {
      webhooks.msg91 = `${address.PUBLIC_BASE_URL}/webhooks/msg91/delivery?token=${token}`;
      webhooks.verifyEvents = `${address.PUBLIC_BASE_URL}/webhooks/twilio/verify-events`;
    }
  });
  afterAll(async () => {
    await carrier.sandbox?.settled();
    await service.stop();
    await carrier.stop();
  });

  const pass = (seconds: number) => {
    service.advance(seconds);
    carrier.advance(seconds * 1000);
  };

  it('delivers a code, refuses a wrong one, accepts the right one once', async () => {
    const phone = carrier.destination(next++);
    const requested = await service.post(request, { phone });
    expect(requested).toMatchObject({ status: 200, body: { channel: 'sms', phone } });
    const code = codeOf(phone, requested.body);
    const { challenge_id } = requested.body;
    expect((await service.post(verify, { challenge_id, otp: wrongFor(code) })).body).toMatchObject({ reason: 'wrong', attempts_left: 4 });
    expect((await service.post(verify, { challenge_id, otp: code })).status).toBe(200);
    expect((await service.post(verify, { challenge_id, otp: code })).status).toBe(400);
  });

  it('sends the same code again inside its life', async () => {
    const phone = carrier.destination(next++);
    const { body } = await service.post(request, { phone });
    const code = codeOf(phone, body);
    pass(31);
    const resent = await service.post('/api/v1/auth/otp/resend', { challenge_id: body.challenge_id });
    expect(resent).toMatchObject({ status: 200, body: { challenge_id: body.challenge_id } });
    expect(codeOf(phone, resent.body)).toBe(code);
    expect((await service.post(verify, { challenge_id: body.challenge_id, otp: code })).status).toBe(200);
  });

  it('keeps a timeline of the message, to its delivery and the code that came back', async () => {
    const phone = carrier.destination(next++);
    const { body } = await service.post(request, { phone });
    await service.post(verify, { challenge_id: body.challenge_id, otp: codeOf(phone, body) });
    const [message] = await until(
      async () => (await messages()).filter((row) => row.challenge_id === body.challenge_id),
      (rows) => rows.length === 1 && rows[0]!.verified_at !== null,
    );
    expect(message).toMatchObject({ provider: name, channel: 'sms', purpose: 'sign_in', country: 'US', refused: null });
    expect(JSON.stringify(await messages())).not.toContain(phone.slice(1));
    if (!carrier.sandbox) return;
    await until(
      async () => {
        await carrier.sandbox?.settled();
        return (await reports()).filter((row) => row.provider_message_id === message!.provider_message_id).map((row) => row.status);
      },
      (statuses) => statuses.includes('delivered'),
    );
  });

  it('tells in the contract’s words that a send failed, and no provider’s word', async () => {
    const phone = carrier.refuse();
    const refused = await service.post(request, { phone });
    carrier.recover();
    expect(refused).toMatchObject({ status: 500, body: { detail: 'Failed to send verification code' } });
    expect(JSON.stringify(refused.body)).not.toMatch(/twilio|msg91|webhook/i);
    pass(31);
  });

  it.each(faults)('after %s sends nothing twice, and works again', async (_, fault) => {
    const { sandbox } = carrier;
    if (!sandbox) return;
    // a success in between: the breaker counts failures one after another
    const between = carrier.destination(next++);
    expect((await service.post(request, { phone: between })).status).toBe(200);
    const phone = carrier.destination(next++);
    // Twilio is told of a right code off the path, whenever that is
    const sends = () => sandbox.requests.filter(({ path }) => !path.includes('/Feedback')).length;
    const before = sends();
    sandbox.faults.add(fault);
    expect((await service.post(request, { phone })).body).toMatchObject({ code: 'send_failed' });
    sandbox.faults.clear();
    expect(sends()).toBe(before + 1);
    pass(31);
    const again = await service.post(request, { phone });
    expect(again.status).toBe(200);
    expect((await service.post(verify, { phone, otp: codeOf(phone, again.body) })).status).toBe(200);
  });

  it('asks for nothing that the provider’s published interface does not have', () => {
    expect(carrier.sandbox?.violations ?? []).toEqual([]);
  });
});
