import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimIdOf } from '@sixdigit/challenge';
import { Database } from '@sixdigit/database';
import { Sandbox } from '../../apps/sandbox/src/index.js';
import { twilio } from '../../apps/sandbox/src/twilio/twilio-fake.js';
import { reachable } from '../support/reachable.js';
import { from, phoneNumber, Service } from '../support/service.js';
import { until } from '../support/until.js';

const status = '/webhooks/twilio/message-status';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** X-Twilio-Signature, made here as Twilio's documents say, not by the code under test. */
async function signed(url: string, token: string, fields: Record<string, string>): Promise<string> {
  const { createHmac } = await import('node:crypto');
  const text = Object.keys(fields)
    .sort()
    .reduce((sum, name) => sum + name + fields[name], url);
  return createHmac('sha1', token).update(text).digest('base64');
}

describe('receipts of Twilio Messaging', () => {
  let sandbox: Sandbox;
  let service: Service;
  let base: string;
  let next = 1200;
  const tables = () => service.app.get(Database, { strict: false }).kysely;
  const reportsOf = (ref: string) => tables().selectFrom('message_receipts').selectAll().where('provider_message_id', '=', ref).execute();

  /** A message that stands at `accepted`: the sandbox does not go on by itself. */
  async function send(): Promise<{ phone: string; challengeId: string; sid: string }> {
    const phone = phoneNumber(next++);
    const { body } = await service.post('/api/v1/auth/otp/request', { phone });
    const rows = await until(
      () => tables().selectFrom('messages').selectAll().where('challenge_id', '=', claimIdOf(body.challenge_id)).execute(),
      (found) => found.length === 1,
    );
    return { phone, challengeId: body.challenge_id, sid: rows[0]!.provider_message_id! };
  }
  async function postReceipt(
    fields: Record<string, string>,
    change: { headers?: Record<string, string>; path?: string; body?: string } = {},
  ) {
    const signature = await signed(`${base}${status}`, sandbox.accountOf(twilio).authToken, fields);
    const body = change.body ?? new URLSearchParams(fields).toString();
    return service.send(change.path ?? status, {
      method: 'POST',
      headers: { ...form, 'x-twilio-signature': signature, ...change.headers },
      body,
    });
  }
  const fieldsOf = (sid: string, state: string, more: Record<string, string> = {}) => ({
    MessageSid: sid,
    SmsSid: sid,
    MessageStatus: state,
    ...more,
  });

  beforeAll(async () => {
    sandbox = await Sandbox.start({ statusDelayMs: 3_600_000 });
    const address = await reachable();
    base = address.PUBLIC_BASE_URL;
    service = await Service.start('embedded', { ...sandbox.environmentOf('twilio'), ...address });
  });
  afterAll(async () => {
    await service.stop();
    await sandbox.stop();
  });

  it('keeps a receipt with the reason why the message did not arrive', async () => {
    const { sid } = await send();
    expect((await postReceipt(fieldsOf(sid, 'undelivered', { ErrorCode: '30034' }))).status).toBe(204);
    expect(await reportsOf(sid)).toEqual([expect.objectContaining({ status: 'undelivered', fault: 'misconfigured', code: '30034' })]);
  });

  it('refuses a receipt that Twilio did not sign, which changes nothing (T114)', async () => {
    const { sid } = await send();
    const fields = fieldsOf(sid, 'delivered');
    const good = await signed(`${base}${status}`, sandbox.accountOf(twilio).authToken, fields);
    const forged: Parameters<typeof postReceipt>[1][] = [
      { headers: { 'x-twilio-signature': '' } },
      { headers: { 'x-twilio-signature': `${good.slice(0, -4)}AAA=` } },
      { headers: { 'x-twilio-signature': await signed(`${base}${status}`, 'another-token', fields) } },
      { headers: { 'x-twilio-signature': await signed(`${base}/webhooks/msg91/delivery`, sandbox.accountOf(twilio).authToken, fields) } },
      { body: `${new URLSearchParams(fields).toString()}&ErrorCode=30003` },
      { path: `${status}?a=1` },
    ];
    for (const change of forged) expect((await postReceipt(fields, change)).body).toMatchObject({ status: 403, code: 'webhook_refused' });
    expect(await reportsOf(sid)).toEqual([]);
  });

  it('refuses a receipt for another host, whatever the forwarded headers say (T115)', async () => {
    const { sid } = await send();
    const fields = fieldsOf(sid, 'delivered');
    const signature = await signed(`https://evil.example${status}`, sandbox.accountOf(twilio).authToken, fields);
    const headers = { 'x-twilio-signature': signature, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    expect((await postReceipt(fields, { headers })).status).toBe(403);
  });

  it('keeps receipts that come fifty times in any order once each, and takes no status back (T116)', async () => {
    const { sid } = await send();
    const states = ['delivered', 'sent', 'queued', 'sent', 'delivered'];
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => postReceipt(fieldsOf(sid, states[index % states.length]!))));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([204]));
    expect((await reportsOf(sid)).map((row) => row.status).sort()).toEqual(['accepted', 'delivered', 'sent']);
    expect((await postReceipt(fieldsOf(`SM${'0'.repeat(32)}`, 'delivered'))).status).toBe(204);
  });

  it('verifies no code and lifts no cool-down for a receipt (T117)', async () => {
    const { sid, challengeId, phone } = await send();
    for (const state of ['delivered', 'read', 'approved']) await postReceipt(fieldsOf(sid, state));
    expect((await service.post('/api/v1/auth/otp/verify', { challenge_id: challengeId, otp: '000000' })).status).toBe(400);
    expect((await service.post('/api/v1/auth/otp/request', { phone })).body.code).toBe('otp_cooldown');
    expect(
      (await tables().selectFrom('messages').selectAll().where('challenge_id', '=', claimIdOf(challengeId)).execute())[0]!.verified_at,
    ).toBeNull();
  });

  it('limits forged receipts by address, at no cost for genuine ones (T118)', async () => {
    const attacker = from('198.51.100.66');
    const answers = await Promise.all(
      Array.from({ length: 80 }, () => postReceipt(fieldsOf('SMx', 'sent'), { headers: { ...attacker, 'x-twilio-signature': 'x' } })),
    );
    expect(answers.filter((answer) => answer.status === 403)).toHaveLength(60);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(20);
    const { sid } = await send();
    expect((await postReceipt(fieldsOf(sid, 'sent'))).status).toBe(204);
  });

  it.each([
    ['POST', '/webhooks/plivo/message-status'],
    ['POST', '/webhooks/twilio/calls'],
    ['GET', status],
    ['GET', '/webhooks/plivo/message-status'],
  ])('answers 404 to a receipt of a provider or kind that is not in use: %s %s', async (method, path) => {
    const init = method === 'GET' ? { method } : { method, headers: form, body: 'a=1' };
    expect((await service.send(path, init)).body).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('believes a receipt as JSON only with the hash of the body in the address', async () => {
    const body = JSON.stringify([{ specversion: '1.0' }]);
    const hash = createHash('sha256').update(body).digest('hex');
    // the service runs Twilio Messaging: Verify is not in use, and its address knows nothing
    const answer = await service.send(`/webhooks/twilio/verify-events?bodySHA256=${hash}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-twilio-signature': 'x' },
      body,
    });
    expect(answer.body.code).toBe('not_found');
  });
});

describe('events of Twilio Verify', () => {
  it('refuses an event of Twilio Verify without a hash of its body, or with that of another body (T114)', async () => {
    const sandbox = await Sandbox.start();
    const address = await reachable();
    const service = await Service.start('embedded', { ...sandbox.environmentOf('twilio-verify'), ...address });
    try {
      const path = '/webhooks/twilio/verify-events';
      const body = JSON.stringify([{ type: 'com.twilio.accountsecurity.verify.message.delivered', data: {} }]);
      const hash = createHash('sha256').update(body).digest('hex');
      const call = async (query: string, text: string) => {
        const signature = await signed(`${address.PUBLIC_BASE_URL}${path}${query}`, sandbox.accountOf(twilio).authToken, {});
        const headers = { 'content-type': 'application/json', 'x-twilio-signature': signature };
        return (await service.send(`${path}${query}`, { method: 'POST', headers, body: text })).status;
      };
      expect(await call('', body)).toBe(403);
      expect(await call(`?bodySHA256=${hash}`, `${body} `)).toBe(403);
      expect(await call(`?bodySHA256=${hash}`, body)).toBe(204);
    } finally {
      await service.stop();
      await sandbox.stop();
    }
  });
});
