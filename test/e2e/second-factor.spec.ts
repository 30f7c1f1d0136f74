import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '@sixdigit/database';
import { engines, phoneNumber, Service } from '../support/service.js';

/** Every route that signs in, with the route that its code is asked at. */
const routes = [
  ['/api/v1/auth/otp/request', '/api/v1/auth/otp/verify'],
  ['/api/auth/otp/request', '/api/auth/otp/verify'],
  ['/api/auth/send-otp', '/api/auth/verify-otp'],
  ['/api/v1/auth/send-otp', '/api/v1/auth/verify-otp'],
] as const;

describe.each(engines)('a user with a second factor (%s)', (engine) => {
  let service: Service;
  let next = 1800;
  beforeAll(async () => {
    service = await Service.start(engine, { OTP_DEVELOPMENT_CODE: 'random' });
  });
  afterAll(() => service.stop());
  const kysely = () => service.app.get(Database, { strict: false }).kysely;

  async function withSecondFactor(): Promise<{ phone: string; id: number }> {
    const phone = phoneNumber(next++);
    const { body } = await service.signIn(phone);
    await kysely().updateTable('users').set({ second_factor_since: new Date() }).where('id', '=', body.user.id).execute();
    service.advance(31);
    return { phone, id: body.user.id };
  }

  it.each(routes)('is answered 403 without a token for a right code (%s)', async (request, verify) => {
    const { phone, id } = await withSecondFactor();
    const { body } = await service.post(request, { phone });
    const proof = { phone, otp: body.preview_code };
    const answer = await service.post(verify, proof);
    expect(answer).toMatchObject({ status: 403, body: { code: 'second_factor_required', detail: 'A second factor is required' } });
    expect(JSON.stringify(answer.body)).not.toMatch(/access_token|refresh_token/);
    // the code is used up, and the one session is that of the time before
    expect((await service.post(verify, proof)).body.code).toBe('otp_invalid');
    expect(await kysely().selectFrom('sessions').select('id').where('user_id', '=', id).execute()).toHaveLength(1);
  });

  it('leaves a row in the audit trail that names no session', async () => {
    const { phone, id } = await withSecondFactor();
    await service.signIn(phone);
    const rows = await kysely()
      .selectFrom('audit_events')
      .selectAll()
      .where('user_id', '=', id)
      .where('event', '=', 'sign_in')
      .orderBy('id')
      .execute();
    expect(rows.map(({ reason, session_id }) => ({ reason, hasSession: session_id !== null }))).toEqual([
      { reason: 'new_user', hasSession: true },
      { reason: 'second_factor', hasSession: false },
    ]);
  });

  it('is told that the account is disabled before anything of a factor', async () => {
    const { phone, id } = await withSecondFactor();
    await kysely().updateTable('users').set({ disabled_at: new Date() }).where('id', '=', id).execute();
    expect((await service.signIn(phone)).body.code).toBe('account_disabled');
  });

  it('signs in with one proof again once the factor is off', async () => {
    const { phone, id } = await withSecondFactor();
    await kysely().updateTable('users').set({ second_factor_since: null }).where('id', '=', id).execute();
    expect((await service.signIn(phone)).status).toBe(200);
  });
});

describe.each(engines)('ids of users (%s)', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start(engine, {
      OTP_DEVELOPMENT_CODE: 'random',
      SMS_RATE_LIMIT_PER_PHONE: '100',
      SMS_DAILY_LIMIT_PER_PHONE: '100',
    });
  });
  afterAll(() => service.stop());

  it('are not used up by sign-ins of users who exist', async () => {
    const first = await service.signIn(phoneNumber(1900));
    for (let index = 0; index < 20; index += 1) {
      service.advance(601);
      expect((await service.signIn(phoneNumber(1900))).body.user.id).toBe(first.body.user.id);
    }
    expect((await service.signIn(phoneNumber(1901))).body.user.id).toBe(first.body.user.id + 1);
  });

  it('are given once for parallel first sign-ins of one number', async () => {
    const phone = phoneNumber(1902);
    // one code for each caller: from networks of their own
    const proofs = await Promise.all(
      Array.from({ length: 4 }, async (_, index) => {
        const address = { 'x-forwarded-for': `203.0.${index}.7` };
        const { body } = await service.post('/api/v1/auth/otp/request', { phone }, address);
        return { challenge_id: body.challenge_id as string, otp: body.preview_code as string };
      }),
    );
    const answers = await Promise.all(proofs.map((proof) => service.post('/api/v1/auth/otp/verify', proof)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.user.id)).size).toBe(1);
    expect(answers.filter(({ body }) => body.is_new_user)).toHaveLength(1);
  });
});
