import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, bearer, engines, phoneNumber, Service } from '../support/service.js';

describe.each(engines)('sessions (%s)', (engine) => {
  let service: Service;
  let next = 300;
  const refresh = (token: string): Promise<Answer> => service.post('/api/v1/auth/token/refresh', { refresh_token: token });
  const me = (token: string): Promise<Answer> => service.get('/api/v1/users/me', bearer(token));
  const signIn = async () => (await service.signIn(phoneNumber(next++))).body as { access_token: string; refresh_token: string };
  beforeAll(async () => {
    service = await Service.start(engine, { OTP_DEVELOPMENT_CODE: 'random' });
  });
  afterAll(() => service.stop());

  it('gives fifty refreshes of one token at once the same successor (T64)', async () => {
    const { refresh_token } = await signIn();
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(refresh_token)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    const successors = new Set(answers.map((answer) => answer.body.refresh_token));
    expect(successors.size).toBe(1);
    expect((await refresh([...successors][0] as string)).status).toBe(200);
  });

  it('answers a lost reply within the grace window and ends the family after it (T65, T67)', async () => {
    const { refresh_token } = await signIn();
    const first = await refresh(refresh_token);
    service.advance(9);
    expect((await refresh(refresh_token)).body.refresh_token).toBe(first.body.refresh_token);
    service.advance(2);
    expect((await refresh(refresh_token)).body.code).toBe('refresh_token_invalid');
    expect((await refresh(first.body.refresh_token)).body.code).toBe('refresh_token_invalid');
    expect((await me(first.body.access_token)).body.code).toBe('token_invalid');
  });

  it('ends the family when an older generation comes back, also within the grace window (T66)', async () => {
    const { refresh_token } = await signIn();
    const first = await refresh(refresh_token);
    const second = await refresh(first.body.refresh_token);
    expect((await refresh(refresh_token)).status).toBe(401);
    expect((await refresh(second.body.refresh_token)).status).toBe(401);
  });

  it('refuses the predecessor after a day although its successor was never used (T68)', async () => {
    const { refresh_token } = await signIn();
    await refresh(refresh_token);
    service.advance(86_400);
    expect((await refresh(refresh_token)).status).toBe(401);
  });

  it('ends the family for thief and owner when a stolen token was used first (T71)', async () => {
    const { refresh_token: stolen } = await signIn();
    const thief = await refresh(stolen);
    service.advance(11);
    expect((await refresh(stolen)).status).toBe(401);
    expect((await refresh(thief.body.refresh_token)).status).toBe(401);
  });

  it('does not end a family for a token that was never issued', async () => {
    const { refresh_token } = await signIn();
    const forged = `${refresh_token.slice(0, -6)}AAAAAA`;
    for (const token of [forged, `${refresh_token}A`, refresh_token.slice(1), 'x', ''])
      expect((await refresh(token)).status).toBeGreaterThanOrEqual(400);
    expect((await refresh(refresh_token)).status).toBe(200);
  });

  it('leaves the family ended in every order of a logout and a refresh at once (T69)', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { access_token, refresh_token } = await signIn();
      const [, refreshed] = await Promise.all([service.post('/api/v1/auth/logout', {}, bearer(access_token)), refresh(refresh_token)]);
      expect((await refresh(refreshed.body.refresh_token ?? refresh_token)).status).toBe(401);
      service.advance(1);
    }
  });

  it('ends all sessions of a user when asked to', async () => {
    const phone = phoneNumber(next++);
    const first = (await service.signIn(phone)).body;
    service.advance(31);
    const second = (await service.signIn(phone)).body;
    expect((await service.post('/api/v1/auth/logout', { everywhere: true }, bearer(second.access_token))).status).toBe(204);
    expect((await me(first.access_token)).status).toBe(401);
    expect((await refresh(first.refresh_token)).status).toBe(401);
  });

  it('ends a session 30 days after its sign-in, however often it was refreshed (T74)', async () => {
    let { refresh_token } = await signIn();
    for (let day = 0; day < 29; day += 1) {
      service.advance(86_400);
      refresh_token = (await refresh(refresh_token)).body.refresh_token;
    }
    expect(refresh_token).toEqual(expect.any(String));
    service.advance(86_401);
    expect((await refresh(refresh_token)).status).toBe(401);
  });

  it('refuses an access token after its life and ten seconds of leeway (T57)', async () => {
    const { access_token } = await signIn();
    service.advance(900 + 9);
    expect((await me(access_token)).status).toBe(200);
    service.advance(2);
    expect((await me(access_token)).body.code).toBe('token_invalid');
  });

  it('refuses tokens of other algorithms, headers, keys and spellings (T53, T54, T61)', async () => {
    const { access_token } = await signIn();
    const [header = '', payload = '', signature = ''] = access_token.split('.');
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const original = JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, string>;
    const headers = [
      { ...original, alg: 'none' },
      { ...original, alg: 'None' },
      { ...original, alg: 'HS512' },
      { ...original, alg: ['HS256'] },
      { ...original, kid: '../../dev/null' },
      { ...original, jku: 'http://127.0.0.1/keys' },
      { typ: 'at+jwt', alg: 'HS256' },
    ].map(encode);
    const forgedBy = (key: string, head: string) =>
      `${head}.${payload}.${createHmac('sha256', key).update(`${head}.${payload}`).digest('base64url')}`;
    const tokens = [
      ...headers.flatMap((head) => [
        `${head}.${payload}.${signature}`,
        `${head}.${payload}.`,
        forgedBy('', head),
        forgedBy('secret', head),
      ]),
      forgedBy('', header),
      `${access_token}=`,
      `${access_token}A`,
      `${header}=.${payload}.${signature}`,
      `${header}.${encode({ sub: '1' })}.${signature}`,
    ];
    for (const token of tokens) expect(await me(token)).toMatchObject({ status: 401, body: { code: 'token_invalid' } });
    expect((await me(access_token)).status).toBe(200);
  });

  it('answers 401 to broken Authorization headers, never 500 (T62)', async () => {
    const { access_token } = await signIn();
    for (const authorization of [
      'Bearer',
      'Bearer  ',
      'bearer x',
      'Basic YTpi',
      'Bearer a.b',
      `Bearer ${'a'.repeat(9000)}`,
      `Bearer ${access_token}, Bearer x`,
    ]) {
      const answer = await service.get('/api/v1/users/me', { authorization });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
    expect((await service.get(`/api/v1/users/me?access_token=${access_token}`)).body.code).toBe('token_required');
  });

  it('keeps how and when a session was proved, however often it is refreshed', async () => {
    const { access_token, refresh_token } = await signIn();
    const proofOf = (token: string) => {
      const { auth_time, amr, acr, roles } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
      return { auth_time, amr, acr, roles };
    };
    service.advance(3600);
    const refreshed = await refresh(refresh_token);
    expect(proofOf(refreshed.body.access_token)).toEqual(proofOf(access_token));
  });

  it('speaks for ids only (R62)', async () => {
    const { access_token } = await signIn();
    const claims = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
    expect(Object.keys(claims).sort()).toEqual([
      'acr',
      'amr',
      'aud',
      'auth_time',
      'client_id',
      'exp',
      'iat',
      'iss',
      'jti',
      'nbf',
      'roles',
      'sid',
      'sub',
    ]);
    expect(claims).toMatchObject({ amr: ['otp', 'sms'], acr: 'aal1', roles: ['consumer'] });
  });
});
