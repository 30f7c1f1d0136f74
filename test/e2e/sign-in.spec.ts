import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bearer, engines, from, phoneNumber, Service } from '../support/service.js';

describe.each(engines)('signing in (%s)', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start(engine, { OTP_DEVELOPMENT_CODE: 'random' });
  });
  afterAll(() => service.stop());

  it('takes a caller from a number to tokens, a refresh, their own profile and out', async () => {
    const phone = phoneNumber(1);
    const requested = await service.post('/api/v1/auth/otp/request', { phone });
    expect(requested).toMatchObject({
      status: 200,
      body: {
        status: 'ok',
        phone,
        channel: 'sms',
        expires_in: 600,
        resend_in: 30,
        attempts_left: 5,
        preview_code: expect.stringMatching(/^\d{6}$/),
      },
    });
    expect(requested.headers.get('cache-control')).toBe('no-store');
    const signedIn = await service.post('/api/v1/auth/otp/verify', { phone, otp: requested.body.preview_code });
    expect(signedIn).toMatchObject({
      status: 200,
      body: { token_type: 'bearer', is_new_user: true, user: { phone, name: 'User 0001', role: 'consumer' } },
    });
    const refreshed = await service.post('/api/v1/auth/token/refresh', { refresh_token: signedIn.body.refresh_token });
    expect(refreshed.status).toBe(200);
    const me = await service.get('/api/v1/users/me', bearer(refreshed.body.access_token));
    expect(me.body).toEqual({
      id: signedIn.body.user.id,
      email: `${phone}@example.com`,
      phone,
      name: 'User 0001',
      role: 'consumer',
      is_phone_verified: true,
    });
    const status = await service.get('/api/v1/auth/status', bearer(refreshed.body.access_token));
    expect(status.body).toEqual({ authenticated: true, user: me.body, phone_verified: true, account_active: true });
    expect((await service.post('/api/v1/auth/logout', {}, bearer(refreshed.body.access_token))).status).toBe(204);
    expect((await service.get('/api/v1/users/me', bearer(refreshed.body.access_token))).body.code).toBe('token_invalid');
    expect((await service.post('/api/v1/auth/token/refresh', { refresh_token: refreshed.body.refresh_token })).body.code).toBe(
      'refresh_token_invalid',
    );
  });

  it('knows a user again', async () => {
    const first = await service.signIn(phoneNumber(2));
    service.advance(31);
    const second = await service.signIn(phoneNumber(2));
    expect(second.body).toMatchObject({ is_new_user: false, user: { id: first.body.user.id } });
  });

  it('accepts a code once, however many bring it at the same time (T1)', async () => {
    const { body } = await service.post('/api/v1/auth/otp/request', { phone: phoneNumber(3) });
    const proof = { challenge_id: body.challenge_id, otp: body.preview_code };
    const answers = await Promise.all(Array.from({ length: 50 }, () => service.post('/api/v1/auth/otp/verify', proof)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(new Set(answers.filter((answer) => answer.status !== 200).map((answer) => answer.body.detail))).toEqual(
      new Set(['Invalid OTP']),
    );
  });

  it('refuses the right code after five wrong ones at once (T2)', async () => {
    const { body } = await service.post('/api/v1/auth/otp/request', { phone: phoneNumber(4) });
    const wrong = Array.from({ length: 50 }, (_, index) => String((Number(body.preview_code) + 1 + index) % 1_000_000).padStart(6, '0'));
    await Promise.all(wrong.map((otp) => service.post('/api/v1/auth/otp/verify', { challenge_id: body.challenge_id, otp })));
    const right = await service.post('/api/v1/auth/otp/verify', { challenge_id: body.challenge_id, otp: body.preview_code });
    expect(right.body).toMatchObject({ code: 'otp_invalid', reason: 'attempts_spent', attempts_left: 0 });
  });

  it('refuses a code that was used, as it refuses a wrong one (T4)', async () => {
    const { body } = await service.post('/api/v1/auth/otp/request', { phone: phoneNumber(5) });
    const proof = { phone: phoneNumber(5), otp: body.preview_code };
    expect((await service.post('/api/v1/auth/otp/verify', proof)).status).toBe(200);
    const again = await service.post('/api/v1/auth/otp/verify', proof);
    expect(again).toMatchObject({ status: 400, body: { code: 'otp_invalid', detail: 'Invalid OTP' } });
  });

  it('refuses a code after its life (T5)', async () => {
    const { body } = await service.post('/api/v1/auth/otp/request', { phone: phoneNumber(6) });
    service.advance(601);
    const late = await service.post('/api/v1/auth/otp/verify', { challenge_id: body.challenge_id, otp: body.preview_code });
    expect(late.body).toMatchObject({ code: 'otp_invalid', reason: 'expired' });
  });

  it('sends one message for fifty requests at once (T32)', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => service.post('/api/v1/auth/otp/request', { phone: phoneNumber(7) })),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(49);
    for (const answer of refused) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('sends the same code again while half of its life is left, and by its id to the end', async () => {
    const { body } = await service.post('/api/v1/auth/otp/request', { phone: phoneNumber(8) });
    service.advance(31);
    const again = await service.post('/api/v1/auth/otp/request', { phone: phoneNumber(8) });
    expect(again.body).toMatchObject({ preview_code: body.preview_code, resend_in: 40 });
    // each caller holds a handle of their own over the same code
    expect(again.body.challenge_id).not.toBe(body.challenge_id);
    service.advance(400);
    const resent = await service.post('/api/v1/auth/otp/resend', { challenge_id: body.challenge_id });
    expect(resent.body).toMatchObject({ challenge_id: body.challenge_id, preview_code: body.preview_code, resend_in: 60 });
    expect(resent.body.expires_in).toBeLessThan(171);
  });

  it('keeps an owner’s code alive when a stranger uses up their own attempts (T9, R39)', async () => {
    const phone = phoneNumber(9);
    const owner = await service.post('/api/v1/auth/otp/request', { phone }, from('203.0.113.7'));
    const stranger = await service.post('/api/v1/auth/otp/request', { phone }, from('198.51.100.9'));
    for (let index = 0; index < 6; index += 1)
      await service.post(
        '/api/v1/auth/otp/verify',
        { phone, otp: owner.body.preview_code === '000000' ? '000001' : '000000' },
        from('198.51.100.9'),
      );
    expect(stranger.body.challenge_id).not.toBe(owner.body.challenge_id);
    const proof = { phone, otp: owner.body.preview_code };
    expect((await service.post('/api/v1/auth/otp/verify', proof, from('203.0.113.7'))).status).toBe(200);
  });

  it('gives no new attempts with a new code (T6)', async () => {
    const phone = phoneNumber(10);
    for (let index = 0; index < 5; index += 1) {
      if (index === 0) await service.post('/api/v1/auth/otp/request', { phone });
      await service.post('/api/v1/auth/otp/verify', { phone, otp: '000000' });
    }
    service.advance(31);
    const next = await service.post('/api/v1/auth/otp/request', { phone });
    expect(next).toMatchObject({ status: 429, body: { code: 'rate_limited', retry_after: 3600 } });
  });
});
