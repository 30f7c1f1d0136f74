import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '@sixdigit/database';
import { type Answer, bearer, engines, phoneNumber, Service } from '../support/service.js';
import { until } from '../support/until.js';
import { type Heard, untapped, Wire } from '../support/wire.js';

const challenge = 'evalsha {}:destination';
const limit = (budget: string) => `evalsha limit:${budget}:{}`;

if (untapped) process.stderr.write(`Round trips are not counted: ${untapped}.\n`);
(untapped ? describe.skip : describe)('on the wire', () => {
  let wire: Wire;
  let service: Service;
  let code: string;
  let accessToken: string;
  let refreshToken: string;
  const phone = phoneNumber(1);
  beforeAll(async () => {
    wire = await Wire.tap();
    service = await Service.start('real', { OTP_DEVELOPMENT_CODE: 'random', ...wire.environment });
    // a server that has never seen a script is sent its text once
    const { body } = await service.signIn(phoneNumber(3));
    accessToken = body.access_token;
    await service.post('/api/v1/auth/token/refresh', { refresh_token: body.refresh_token });
    await service.get('/api/v1/users/me', bearer(accessToken));
  });
  afterAll(async () => {
    await service?.stop();
    await wire?.close();
  });

  async function cost(call: () => Promise<Answer>): Promise<Heard & { reply: Answer }> {
    let reply: Answer | undefined;
    const heard = await wire.during(async () => {
      reply = await call();
      // goes the same way as what the call did not wait for, and so arrives after it
      await service.get('/readyz');
    });
    return { reply: reply!, ...heard };
  }

  it('a request costs one script of the limit and one of the challenge, and no SQL', async () => {
    const { reply, redis, sql } = await cost(() => service.post('/api/v1/auth/otp/request', { phone }));
    code = reply.body.preview_code;
    expect(reply.status).toBe(200);
    expect(redis).toEqual([limit('sends'), challenge]);
    expect(sql).toEqual([]);
  });

  it('a verify costs one script of the limit, one of the challenge and one statement, and gives the limit back', async () => {
    const { reply, redis, sql } = await cost(() => service.post('/api/v1/auth/otp/verify', { phone, otp: code }));
    refreshToken = reply.body.refresh_token;
    expect(reply.status).toBe(200);
    expect(redis).toEqual([limit('verify'), challenge, limit('verify')]);
    expect(sql).toEqual(['sign_in']);
  });

  it('a refresh costs one statement', async () => {
    const { reply, redis, sql } = await cost(() => service.post('/api/v1/auth/token/refresh', { refresh_token: refreshToken }));
    accessToken = reply.body.access_token;
    expect(reply.status).toBe(200);
    expect(redis).toEqual([]);
    expect(sql).toEqual(['session_rotate']);
  });

  it('an authenticated read costs one statement', async () => {
    const { reply, redis, sql } = await cost(() => service.get('/api/v1/users/me', bearer(accessToken)));
    expect(reply.status).toBe(200);
    expect(redis).toEqual([]);
    expect(sql).toEqual(['user_live']);
  });
});

(engines.includes('real') ? describe : describe.skip)('the audit trail', () => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start('real', { OTP_DEVELOPMENT_CODE: 'random' });
  });
  afterAll(() => service.stop());

  it('every outcome leaves a row, with a hash instead of the number', async () => {
    const phone = phoneNumber(2);
    const { body } = await service.signIn(phoneNumber(1));
    await service.post('/api/v1/auth/token/refresh', { refresh_token: body.refresh_token });
    const { body: sent } = await service.post('/api/v1/auth/otp/request', { phone });
    await service.post('/api/v1/auth/otp/verify', { phone, otp: sent.preview_code === '000000' ? '000001' : '000000' });
    const { kysely } = service.app.get(Database, { strict: false });
    const rows = await until(
      () => kysely.selectFrom('audit_events').selectAll().execute(),
      (found) => found.some(({ event }) => event === 'otp_wrong'),
    );
    expect(rows.map(({ event }) => event)).toEqual(expect.arrayContaining(['otp_requested', 'otp_wrong', 'sign_in', 'token_refreshed']));
    expect(JSON.stringify(rows)).not.toContain(phone.slice(1));
    expect(rows.every((row) => row.request_id && row.network)).toBe(true);
  });
});
