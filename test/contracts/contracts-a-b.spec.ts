import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bearer, engines, phoneNumber, Service } from '../support/service.js';

const requestRoutes = ['/api/auth/otp/request', '/api/v1/auth/send-otp', '/api/auth/send-otp'];
const verifyRoutes = ['/api/auth/verify-otp', '/api/v1/auth/verify-otp', '/api/auth/otp/verify'];

describe.each(engines)('contracts A and B (%s)', (engine) => {
  let service: Service;
  let next = 100;
  beforeAll(async () => {
    service = await Service.start(engine, { DEV_MODE: 'true' });
  });
  afterAll(() => service.stop());

  it('answer A exactly', async () => {
    const phone = phoneNumber(next++);
    expect((await service.post('/api/auth/otp/request', { phone })).body).toMatchObject({ status: 'ok', preview_code: '123456' });
    const verified = await service.post('/api/auth/verify-otp', { phone, otp: '123456' });
    expect(verified).toMatchObject({
      status: 200,
      body: {
        access_token: expect.any(String),
        token_type: 'bearer',
        refresh_token: expect.any(String),
        user: { id: expect.any(Number), email: `${phone}@example.com` },
      },
    });
    expect((await service.get('/api/v1/users/me', bearer(verified.body.access_token))).status).toBe(200);
    expect((await service.get('/healthz')).status).toBe(200);
  });

  it('answer B exactly', async () => {
    expect((await service.post('/api/v1/auth/send-otp', { phone: '+919876543210' })).body).toMatchObject({
      message: 'OTP sent successfully',
      phone: '+919876543210',
    });
    const verified = await service.post('/api/v1/auth/verify-otp', { phone: '+919876543210', otp: '123456' });
    expect(verified.body.user).toMatchObject({
      id: expect.any(Number),
      phone: '+919876543210',
      name: 'User 3210',
      role: 'consumer',
      is_phone_verified: true,
    });
  });

  it.each(requestRoutes)('tells what is wrong with a request (%s)', async (route) => {
    for (const body of [{}, { phone: '' }, { phone: null }])
      expect(await service.post(route, body)).toMatchObject({ status: 400, body: { detail: 'phone required' } });
    for (const phone of ['nonsense', '+1234567890', 42, ['+14155552671'], '+1415555267１', '+14155552671;ext=1'])
      expect(await service.post(route, { phone })).toMatchObject({ status: 400, body: { detail: 'Invalid phone number' } });
  });

  it.each(verifyRoutes)('tells what is wrong with a proof (%s)', async (route) => {
    for (const body of [{}, { phone: '+14155552671' }, { otp: '123456' }])
      expect(await service.post(route, body)).toMatchObject({ status: 400, body: { detail: 'phone and otp required' } });
    expect((await service.post(route, { phone: 'nonsense', otp: '123456' })).body.detail).toBe('Invalid phone number');
    for (const otp of ['000000', '１２３４５６', '12345', '1234567', ' 123456', '1e5', 123456, ['123456']])
      expect(await service.post(route, { phone: '+14155552671', otp })).toMatchObject({ status: 400, body: { detail: 'Invalid OTP' } });
  });

  it('drop fields that the contracts do not know', async () => {
    expect((await service.post('/api/auth/otp/request', { phone: phoneNumber(next++), role: 'admin' })).status).toBe(200);
  });

  it('answer the contract’s texts when the provider fails', async () => {
    const failed = await service.post('/api/auth/otp/request', { phone: '+14155550103' });
    expect(failed).toMatchObject({ status: 500, body: { detail: 'Failed to send verification code' } });
  });
});
