import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Database } from '@sixdigit/database';
import { RedisConnection } from '@sixdigit/redis';
import { bearer, engines, phoneNumber, Service } from '../support/service.js';

(engines.includes('real') ? describe : describe.skip)('the hot paths', () => {
  let service: Service;
  const scripts: string[] = [];
  const statements: string[] = [];
  beforeAll(async () => {
    service = await Service.start('real', { OTP_DEVELOPMENT_CODE: 'random' });
    const redis = service.app.get(RedisConnection, { strict: false });
    const database = service.app.get(Database, { strict: false });
    const run = redis.run.bind(redis);
    jest.spyOn(redis, 'run').mockImplementation((script, ...rest) => {
      scripts.push(script.name);
      return run(script, ...rest);
    });
    const query = database.run.bind(database);
    jest.spyOn(database, 'run').mockImplementation((statement, values) => {
      // the audit trail is written off the path
      if (statement.name !== 'audit_append') statements.push(statement.name);
      return query(statement, values);
    });
  });
  afterAll(() => service.stop());

  /** What a call cost, without the trips of the limits by address. */
  async function cost<Reply>(call: () => Promise<Reply>): Promise<{ reply: Reply; redis: string[]; sql: string[] }> {
    scripts.length = 0;
    statements.length = 0;
    const reply = await call();
    return { reply, redis: scripts.filter((name) => name.startsWith('challenges.')), sql: [...statements] };
  }

  it('cost one round trip to Redis for a request, one to each store for a verify, one to Postgres for a refresh and a read', async () => {
    const phone = phoneNumber(1);
    const requested = await cost(() => service.post('/api/v1/auth/otp/request', { phone }));
    expect(requested).toMatchObject({ redis: ['challenges.open'], sql: [] });
    const verified = await cost(() => service.post('/api/v1/auth/otp/verify', { phone, otp: requested.reply.body.preview_code }));
    expect(verified).toMatchObject({ reply: { status: 200 }, redis: ['challenges.settle'], sql: ['sign_in'] });
    const refreshed = await cost(() => service.post('/api/v1/auth/token/refresh', { refresh_token: verified.reply.body.refresh_token }));
    expect(refreshed).toMatchObject({ reply: { status: 200 }, redis: [], sql: ['session_rotate'] });
    const me = await cost(() => service.get('/api/v1/users/me', bearer(refreshed.reply.body.access_token)));
    expect(me).toMatchObject({ reply: { status: 200 }, redis: [], sql: ['user_live'] });
  });

  it('leave a trail of every outcome, with a mark instead of the number', async () => {
    const phone = phoneNumber(2);
    const { body } = await service.post('/api/v1/auth/otp/request', { phone });
    await service.post('/api/v1/auth/otp/verify', { phone, otp: body.preview_code === '000000' ? '000001' : '000000' });
    const database = service.app.get(Database, { strict: false });
    const events = async () => (await database.kysely.selectFrom('audit_events').selectAll().execute()).map((row) => row.event);
    for (let attempt = 0; attempt < 100 && !(await events()).includes('otp_wrong'); attempt += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await events()).toEqual(expect.arrayContaining(['otp_requested', 'otp_wrong', 'sign_in', 'token_refreshed']));
    const rows = await database.kysely.selectFrom('audit_events').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(phone.slice(1));
    expect(rows.every((row) => row.request_id && row.network)).toBe(true);
  });
});
