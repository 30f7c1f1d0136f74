import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bearer, engines, phoneNumber, Service } from '../support/service.js';

const secret = 'a-secret-that-other-services-of-the-team-verify-with';

describe.each(engines)('claims of another who holds JWT_SECRET (%s)', (engine) => {
  let service: Service;
  let header: string;
  let claims: Record<string, unknown>;
  beforeAll(async () => {
    service = await Service.start(engine, { OTP_DEVELOPMENT_CODE: 'random', JWT_SECRET: secret });
    const { body } = await service.signIn(phoneNumber(1700));
    const [first = '', second = ''] = (body.access_token as string).split('.');
    header = first;
    claims = JSON.parse(Buffer.from(second, 'base64url').toString()) as Record<string, unknown>;
  });
  afterAll(() => service.stop());

  const signed = (change: object) => {
    const payload = Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url');
    return `${header}.${payload}.${createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url')}`;
  };

  it('are believed where they are as we write them', async () => {
    expect((await service.get('/api/v1/users/me', bearer(signed({})))).status).toBe(200);
  });

  it.each([
    ['a user id that no column holds', { sub: '99999999999999999999' }],
    ['a user id beyond what a number holds exactly', { sub: '9007199254740993' }],
    ['a user id that is none', { sub: '1; drop table users' }],
    ['a user id of another spelling', { sub: '01' }],
    ['a session id that is none', { sid: 'nope' }],
    ['a session id with a tail', { sid: `${randomUUID()} ` }],
    ['no role', { roles: [] }],
    ['a role that is no text', { roles: [1] }],
    ['methods that are no list', { amr: 'otp' }],
  ])('with %s answer 401 and never 500', async (_, change) => {
    for (const path of ['/api/v1/users/me', '/api/v1/auth/status'])
      expect(await service.get(path, bearer(signed(change)))).toMatchObject({ status: 401, body: { code: 'token_invalid' } });
    expect((await service.post('/api/v1/auth/logout', {}, bearer(signed(change)))).status).toBe(401);
  });

  it('of a large user id that nobody has answer 401', async () => {
    expect((await service.get('/api/v1/users/me', bearer(signed({ sub: '9007199254740991' })))).status).toBe(401);
  });
});
