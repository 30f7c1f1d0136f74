import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Inbox } from '@sixdigit/inbox';
import { bearer, engines, from, phoneNumber, Service } from '../support/service.js';

const request = '/api/v1/auth/otp/request';
const resend = '/api/v1/auth/otp/resend';
const verify = '/api/v1/auth/otp/verify';

describe.each(engines)('a request that names itself by a key (%s)', (engine) => {
  let service: Service;
  let next = 7000;
  beforeAll(async () => {
    service = await Service.start(engine, { OTP_DEVELOPMENT_CODE: 'random' });
  });
  afterAll(() => service.stop());
  const keyed = (path: string, body: unknown, key: string, headers: Record<string, string> = {}) =>
    service.post(path, body, { 'idempotency-key': key, ...headers });
  const messagesTo = (phone: string) =>
    service.app
      .get(Inbox, { strict: false })
      .list()
      .filter((message) => message.to === phone);

  it('is answered again with the first reply, and sends one message', async () => {
    const [phone, key] = [phoneNumber(next++), randomUUID()];
    const first = await keyed(request, { phone }, key);
    const again = await keyed(request, { phone }, key);
    expect(first.status).toBe(200);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(messagesTo(phone)).toHaveLength(1);
    service.advance(31);
    const resent = await keyed(resend, { challenge_id: first.body.challenge_id }, key);
    expect(resent.headers.get('idempotency-replayed')).toBeNull();
    expect((await keyed(resend, { challenge_id: first.body.challenge_id }, key)).body).toEqual(resent.body);
    expect(messagesTo(phone)).toHaveLength(2);
  });

  it('is the same in quotes, and with its fields in another order', async () => {
    const [phone, key] = [phoneNumber(next++), randomUUID()];
    const { body } = await keyed(request, { phone, client: { platform: 'web', id: 'https://a.example' } }, key);
    const again = await keyed(request, { client: { id: 'https://a.example', platform: 'web' }, phone }, `"${key}"`);
    expect(again.body).toEqual(body);
  });

  it('has one effect when fifty come at once (T135)', async () => {
    const [phone, key] = [phoneNumber(next++), randomUUID()];
    const answers = await Promise.all(Array.from({ length: 50 }, () => keyed(request, { phone }, key)));
    const fresh = answers.filter(({ status, headers }) => status === 200 && !headers.get('idempotency-replayed'));
    expect(fresh).toHaveLength(1);
    for (const { status, body, headers } of answers) {
      if (status === 200) expect(body).toEqual(fresh[0]!.body);
      else {
        expect(body).toMatchObject({ code: 'idempotency_key_in_use', retry_after: 1 });
        expect([status, headers.get('retry-after')]).toEqual([409, '1']);
      }
    }
    expect(messagesTo(phone)).toHaveLength(1);
  });

  it('is refused when another request had its key, and when the key is none (T135)', async () => {
    const [phone, key] = [phoneNumber(next++), randomUUID()];
    await keyed(request, { phone }, key);
    const other = await keyed(request, { phone: phoneNumber(next++) }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    for (const bad of ['short', '""', 'a space in the middle', 'x'.repeat(10_000), 'ä'.repeat(20)])
      expect(await keyed(request, { phone }, bad)).toMatchObject({
        body: { status: expect.any(Number), code: expect.stringMatching(/^(request_invalid|headers_too_large)$/) },
      });
  });

  it('of somebody else is another request, whatever its key (T135)', async () => {
    const [phone, key] = [phoneNumber(next++), randomUUID()];
    const mine = await keyed(request, { phone }, key, from('198.51.100.7'));
    const theirs = await keyed(request, { phone }, key, from('203.0.113.9'));
    expect(theirs.headers.get('idempotency-replayed')).toBeNull();
    expect(theirs.body.challenge_id).not.toBe(mine.body.challenge_id);
  });

  it('may be tried again with the same key after a failure', async () => {
    const key = randomUUID();
    const unlucky = '+14155550103';
    expect((await keyed(request, { phone: unlucky }, key)).body.code).toBe('send_failed');
    service.advance(31);
    expect((await keyed(request, { phone: unlucky }, key)).body.code).toBe('send_failed');
  });

  it('is a new request when the time of its reply is over', async () => {
    const [phone, key] = [phoneNumber(next++), randomUUID()];
    const { body } = await keyed(request, { phone }, key);
    service.advance(599);
    expect((await keyed(request, { phone }, key)).body).toEqual(body);
    service.advance(2);
    const later = await keyed(request, { phone }, key);
    expect(later.headers.get('idempotency-replayed')).toBeNull();
    expect(later.body.challenge_id).not.toBe(body.challenge_id);
  });

  it('brings the tokens of a lost reply once more within a minute, of the same session; later, and under another key, never (R19, T4)', async () => {
    const [phone, key] = [phoneNumber(next++), randomUUID()];
    const { body: sent } = await service.post(request, { phone });
    const proof = { challenge_id: sent.challenge_id, otp: sent.preview_code };
    const first = await keyed(verify, proof, key);
    expect(first.status).toBe(200);
    const again = await keyed(verify, proof, key);
    expect(again.body).toEqual(first.body);
    expect((await service.get('/api/v1/users/me', bearer(again.body.access_token))).status).toBe(200);
    const refused = { status: 400, body: { code: 'otp_invalid' } };
    expect(await service.post(verify, proof)).toMatchObject(refused);
    expect(await keyed(verify, proof, randomUUID())).toMatchObject(refused);
    service.advance(61);
    expect(await keyed(verify, proof, key)).toMatchObject(refused);
  });

  it('brings the reply of a challenge to a phone that has moved to another network, and of a number to none', async () => {
    const [phone, key] = [phoneNumber(next++), randomUUID()];
    const { body: sent } = await keyed(request, { phone }, key, from('198.51.100.20'));
    const proof = { challenge_id: sent.challenge_id, otp: sent.preview_code };
    const first = await keyed(verify, proof, key, from('198.51.100.20'));
    const moved = await keyed(verify, proof, key, from('203.0.113.20'));
    expect(moved).toMatchObject({ status: 200, body: first.body });
    expect(moved.headers.get('idempotency-replayed')).toBe('true');
    const changed = await keyed(verify, { ...proof, otp: '000000' }, key, from('203.0.113.20'));
    expect(changed).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    const byNumber = { phone, otp: sent.preview_code };
    await keyed(verify, byNumber, key, from('198.51.100.20'));
    expect((await keyed(verify, byNumber, key, from('203.0.113.20'))).headers.get('idempotency-replayed')).toBeNull();
  });
});

describe.each(engines)('conflicts of an Idempotency-Key (%s)', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start(engine, { RATE_LIMIT_SENDS_PER_IP: '3/900' });
  });
  afterAll(() => service.stop());

  it('cost nothing of what may be sent, and are bounded by a budget of their own, 60 a minute', async () => {
    const key = randomUUID();
    const keyed = (index: number) => service.post(request, { phone: phoneNumber(index) }, { 'idempotency-key': key });
    expect((await keyed(7900)).status).toBe(200);
    for (let i = 0; i < 60; i += 1) expect((await keyed(7901)).status).toBe(422);
    const refused = await keyed(7901);
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    // the first of the sixty may be some seconds old
    expect(refused.body.retry_after).toBeGreaterThan(0);
    expect(refused.body.retry_after).toBeLessThanOrEqual(60);
    expect((await service.post(request, { phone: phoneNumber(7902) })).status).toBe(200);
    expect((await service.post(request, { phone: phoneNumber(7903) })).status).toBe(429);
    service.advance(60);
    expect((await keyed(7901)).status).toBe(429);
    service.advance(840);
    expect((await keyed(7901)).status).toBe(200);
  });
});
