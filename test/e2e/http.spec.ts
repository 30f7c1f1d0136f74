import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '@sixdigit/database';
import { Sandbox } from '../../apps/sandbox/src/index.js';
import { bearer, from, phoneNumber, Service } from '../support/service.js';

const route = '/api/v1/auth/otp/request';

/** What a bare socket is answered to bytes that no client library would send. */
async function raw(service: Service, bytes: string): Promise<string> {
  const { hostname, port } = new URL(service.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = createConnection(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (part) => (answer += part));
    socket.on('close', () => {
      service.noteProblem(answer);
      resolve(answer);
    });
    socket.on('error', reject);
  });
}

describe('the service’s HTTP defaults', () => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start('embedded', { REQUEST_TIMEOUT_MS: '1000', CORS_ORIGINS: 'https://app.example.com' });
  });
  afterAll(() => service.stop());

  it('refuses fields it does not know, by name (T25)', async () => {
    const { body } = await service.post(route, { phone: phoneNumber(500), role: 'admin', captcha_token: 'x' });
    expect(body).toMatchObject({ code: 'request_invalid', fields: { role: 'is not known here', captcha_token: 'is not known here' } });
  });

  it('refuses what is not on offer, by name', async () => {
    const { body } = await service.post(route, { phone: phoneNumber(500), channel: 'whatsapp' });
    expect(body).toMatchObject({ code: 'not_available', fields: { channel: expect.any(String) } });
  });

  it.each([
    ['prototype', '{"phone":"+14155552671","__proto__":{"role":"admin"}}'],
    ['constructor', '{"phone":"+14155552671","constructor":{"prototype":{"x":1}}}'],
    ['a member named twice', '{"phone":"+14155552671","phone":"+14155552672"}'],
    ['depth', `{"phone":${'['.repeat(5000)}${']'.repeat(5000)}}`],
    ['no JSON', '{"phone":'],
  ])('refuses a body with %s (T23, T24)', async (_, body) => {
    const answer = await service.send(route, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request_malformed' } });
    expect(({} as { role?: string }).role).toBeUndefined();
  });

  it('reads JSON only', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])
      expect((await service.send(route, { method: 'POST', body: 'phone=1', headers: { 'content-type': type } })).body.code).toBe(
        'media_type_unsupported',
      );
  });

  it('bounds body, address and headers (T27)', async () => {
    expect((await service.post(route, { phone: 'x'.repeat(20_000) })).body.code).toBe('body_too_large');
    expect((await service.get(`/${'a'.repeat(3000)}`)).body.code).toBe('uri_too_long');
    expect((await service.get('/healthz', { 'x-long': 'a'.repeat(20_000) })).body.code).toBe('headers_too_large');
  });

  it('gives up on a request that does not arrive, and on framing with two meanings (T27)', async () => {
    expect(await raw(service, `POST ${route} HTTP/1.1\r\nHost: x\r\nContent-`)).toMatch(/^HTTP\/1\.1 408 .*request_timeout/s);
    const both = `POST ${route} HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`;
    expect(await raw(service, both)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('guards every spelling of a path (T31)', async () => {
    for (const path of [
      '/api/v1/users/me',
      '/api/v1/users/me/',
      '/api//v1/users/me',
      '/api/v1/users/me;x',
      '/api/v1/users%2fme',
      '/API/v1/users/me',
      '/api/v1/users/%6de',
    ])
      for (const method of ['GET', 'HEAD', 'OPTIONS', 'DELETE', 'TRACE'].filter((name) => name !== 'TRACE'))
        expect([204, 400, 401, 404]).toContain(
          (await fetch(`${service.url}${path}`, { method, headers: { 'x-http-method-override': 'GET' } })).status,
        );
    expect((await service.get('/nothing')).body.code).toBe('not_found');
  });

  it('counts a number once, however it is spelled (T26)', async () => {
    const spellings = ['+14155552699', '+1 415 555 2699', '+1 (415) 555-2699', '+1.415.555.2699', ' +14155552699'];
    const answers = [];
    for (const phone of spellings) answers.push(await service.post(route, { phone }));
    expect(answers.map((answer) => answer.body.code ?? 'sent')).toEqual([
      'sent',
      'otp_cooldown',
      'otp_cooldown',
      'otp_cooldown',
      'otp_cooldown',
    ]);
  });

  it('sends security headers, and shares with listed origins only', async () => {
    const listed = await service.get('/healthz', { origin: 'https://app.example.com' });
    expect(listed.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    for (const origin of ['null', 'https://app.example.com.evil.test', 'http://app.example.com', 'https://APP.example.com'])
      expect((await service.get('/healthz', { origin })).headers.get('access-control-allow-origin')).toBeNull();
    expect(listed.headers.get('x-content-type-options')).toBe('nosniff');
    expect(listed.headers.get('strict-transport-security')).toContain('max-age=31536000');
  });

  it('takes a caller’s request id only when it is harmless', async () => {
    expect((await service.get('/healthz', { 'x-request-id': 'abcdefgh-1' })).headers.get('x-request-id')).toBe('abcdefgh-1');
    expect((await service.get('/healthz', { 'x-request-id': 'a"b c{}d%0a' })).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('tells a disabled account that it is disabled, and answers nothing of what broke inside', async () => {
    const { body } = await service.signIn(phoneNumber(501));
    const database = service.app.get(Database, { strict: false });
    await database.kysely.updateTable('users').set({ disabled_at: new Date() }).where('id', '=', body.user.id).execute();
    service.advance(31);
    expect((await service.signIn(phoneNumber(501))).body.code).toBe('account_disabled');
    expect((await service.get('/api/v1/auth/status', bearer(body.access_token))).body.account_active).toBe(false);
    await database.kysely.schema.alterTable('users').renameTo('lost').execute();
    const broken = await service.get('/api/v1/users/me', bearer(body.access_token));
    expect(broken).toMatchObject({ status: 500, body: { code: 'internal_error', detail: 'Something went wrong' } });
    expect(JSON.stringify(broken.body)).not.toMatch(/lost|users|relation|select/i);
  });
});

describe('who may call how often', () => {
  it('counts all routes that send in one budget, by address, and believes only trusted proxies (T41, T42, T43)', async () => {
    const service = await Service.start('embedded', { RATE_LIMIT_SENDS_PER_IP: '2/900' });
    const send = (index: number, path: string, ip: string) => service.post(path, { phone: phoneNumber(600 + index) }, from(ip));
    expect((await send(1, route, '203.0.113.1')).status).toBe(200);
    expect((await send(2, '/api/auth/send-otp', 'evil, 203.0.113.1')).status).toBe(200);
    const third = await send(3, route, '1.2.3.4, 203.0.113.1');
    expect(third).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await send(4, route, '203.0.113.2')).status).toBe(200);
    await service.stop();
    const direct = await Service.start('embedded', { RATE_LIMIT_SENDS_PER_IP: '1/900', TRUSTED_PROXIES: '10.0.0.0/8' });
    expect((await direct.post(route, { phone: phoneNumber(610) }, from('203.0.113.1'))).status).toBe(200);
    expect((await direct.post(route, { phone: phoneNumber(611) }, from('203.0.113.2'))).status).toBe(429);
    await direct.stop();
  });

  it('answers listed hosts and countries only', async () => {
    const service = await Service.start('embedded', { ALLOWED_HOSTS: 'auth.example.com', ALLOWED_COUNTRIES: 'IN' });
    expect((await service.get('/api/v1/users/me')).body.code).toBe('host_unknown');
    expect((await service.get('/healthz')).status).toBe(200);
    await service.stop();
    const abroad = await Service.start('embedded', { ALLOWED_COUNTRIES: 'IN' });
    expect((await abroad.post(route, { phone: '+14155552671' })).body).toMatchObject({
      code: 'phone_country_refused',
      detail: 'Invalid phone number',
    });
    expect((await abroad.post(route, { phone: '+14155550101' })).status).toBe(400);
    await abroad.stop();
  });

  it('answers 503 at once while Redis is away, and goes on reading and refreshing (T120)', async () => {
    const service = await Service.start('embedded', { REDIS_URL: '/nowhere/redis.sock' });
    for (const answer of [
      await service.post(route, { phone: phoneNumber(620) }),
      await service.post('/api/v1/auth/otp/verify', { phone: phoneNumber(620), otp: '123456' }),
    ]) {
      expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      expect(answer.headers.get('retry-after')).toBe('5');
    }
    expect((await service.get('/readyz')).status).toBe(503);
    expect((await service.get('/healthz')).status).toBe(200);
    expect((await service.post('/api/v1/auth/token/refresh', { refresh_token: 'x' })).status).toBe(401);
    await service.stop();
  });

  it('tells a phone that cannot be reached from a provider that is down', async () => {
    const service = await Service.start('embedded');
    expect((await service.post(route, { phone: '+14155550101' })).body).toMatchObject({
      code: 'phone_unreachable',
      detail: 'Failed to send verification code',
    });
    expect((await service.post(route, { phone: '+14155550105' })).body.code).toBe('send_failed');
    await service.stop();
  });
});

describe('signing in through Twilio Verify', () => {
  let twilio: Sandbox;
  let service: Service;
  beforeAll(async () => {
    twilio = await Sandbox.start();
    service = await Service.start('embedded', { ...twilio.environments['twilio-verify'], TWILIO_TIMEOUT_MS: '500' });
  });
  afterAll(async () => {
    await service.stop();
    await twilio.stop();
  });

  it('proves a number with the provider’s own code and shows it to nobody', async () => {
    const phone = phoneNumber(700);
    const { body } = await service.post(route, { phone });
    expect(body.preview_code).toBeUndefined();
    const wrong = twilio.codeFor(phone) === '000000' ? '000001' : '000000';
    expect((await service.post('/api/auth/verify-otp', { phone, otp: wrong })).body.detail).toBe('Invalid OTP');
    const proof = { phone, otp: twilio.codeFor(phone) };
    const answers = await Promise.all([1, 2, 3].map(() => service.post('/api/auth/verify-otp', proof)));
    expect(answers.filter((answer) => answer.status === 200).length).toBeLessThanOrEqual(1);
    expect(answers.some((answer) => answer.status === 200)).toBe(true);
  });

  it('keeps the code when the provider cannot say whether it is right', async () => {
    const other = phoneNumber(703);
    await service.post(route, { phone: other });
    twilio.faults.add({ kind: 'error', status: 500 });
    expect((await service.post('/api/auth/verify-otp', { phone: other, otp: '123456' })).body).toMatchObject({
      code: 'verify_failed',
      detail: 'Failed to verify code',
    });
    twilio.faults.clear();
    expect((await service.post('/api/auth/verify-otp', { phone: other, otp: twilio.codeFor(other) })).status).toBe(200);
  });

  it('answers the contract’s texts while the provider is in trouble, and never a provider’s word', async () => {
    const phone = phoneNumber(701);
    await service.post(route, { phone });
    for (const fault of [
      { kind: 'hang' },
      { kind: 'error', status: 500 },
      { kind: 'malformed' },
      { kind: 'reset' },
      { kind: 'error', status: 401, code: 20003 },
    ] as const) {
      twilio.faults.clear();
      twilio.faults.add(fault);
      service.advance(700);
      const sent = await service.post(route, { phone: phoneNumber(710 + twilio.requests.length) });
      expect(sent).toMatchObject({ status: 500, body: { code: 'send_failed', detail: 'Failed to send verification code' } });
      expect(JSON.stringify(sent.body)).not.toMatch(/twilio|20003/i);
    }
    twilio.faults.clear();
  });
});
