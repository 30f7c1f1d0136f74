import { createHash, createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Database } from '@sixdigit/database';
import { dumpOf } from '../support/dump.js';
import { type Answer, bearer, engines, from, phoneNumber, Service } from '../support/service.js';

const wrongFor = (code: string, offset = 1) => String((Number(code) + offset) % 1_000_000).padStart(6, '0');

/** A reply without what names this one request. */
function shapeOf({ status, headers, body }: Answer, phone: string) {
  const names = [...headers.keys()].filter((name) => !['date', 'x-request-id', 'content-length'].includes(name));
  const { challenge_id: _, request_id: __, preview_code: ___, ...rest } = body;
  return { status, headers: names.map((name) => [name, headers.get(name)]), body: JSON.parse(JSON.stringify(rest).replaceAll(phone, '#')) };
}

describe.each(engines)('attacks (%s)', (engine) => {
  let service: Service;
  let next = 700;
  const request = (phone: string, ip = '203.0.113.1') => service.post('/api/v1/auth/otp/request', { phone }, from(ip));
  const verify = (body: object, ip = '203.0.113.1') => service.post('/api/v1/auth/otp/verify', body, from(ip));
  const rows = async (table: 'sessions' | 'users') =>
    service.app.get(Database, { strict: false }).kysely.selectFrom(table).selectAll().execute();
  beforeAll(async () => {
    service = await Service.start(engine, {
      OTP_DEVELOPMENT_CODE: 'random',
      SMS_RATE_LIMIT_PER_PHONE: '50',
      SMS_DAILY_LIMIT_PER_PHONE: '200',
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => service.stop());

  it('accepts a right code that is hidden in a burst of wrong ones only within the attempts, and once (T3)', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { body } = await request(phoneNumber(next++));
      const codes = Array.from({ length: 49 }, (_, index) => wrongFor(body.preview_code, index + 1));
      codes.splice((round * 13) % 50, 0, body.preview_code);
      const before = (await rows('sessions')).length;
      const answers = await Promise.all(codes.map((otp) => verify({ challenge_id: body.challenge_id, otp })));
      const successes = answers.filter((answer) => answer.status === 200).length;
      const compared = answers.filter((answer) => answer.body.reason === 'wrong' || answer.body.attempts_left === 0).length;
      expect(successes).toBeLessThanOrEqual(1);
      expect((await rows('sessions')).length - before).toBe(successes);
      expect(compared + successes).toBeLessThanOrEqual(50);
    }
  });

  it('refuses the code of one number for another number or challenge, and counts the attempt there (T8)', async () => {
    const [a, b] = [phoneNumber(next++), phoneNumber(next++)];
    const [forA, forB] = [(await request(a)).body, (await request(b)).body];
    if (forA.preview_code === forB.preview_code) return;
    expect((await verify({ challenge_id: forB.challenge_id, otp: forA.preview_code })).body).toMatchObject({
      reason: 'wrong',
      attempts_left: 4,
    });
    expect((await verify({ phone: b, otp: forA.preview_code })).status).toBe(400);
    const mixed = await verify({ challenge_id: forA.challenge_id, phone: b, otp: forA.preview_code });
    expect(mixed).toMatchObject({ status: 400, body: { code: 'request_invalid' } });
    expect((await verify({ challenge_id: forB.challenge_id, otp: wrongFor(forB.preview_code) })).body.attempts_left).toBe(3);
    expect((await verify({ challenge_id: forA.challenge_id, otp: forA.preview_code })).status).toBe(200);
  });

  it('refuses the right code for an id that was made up from parts of a real one (T7)', async () => {
    const phone = phoneNumber(next++);
    const { body } = await request(phone);
    const [hash, nonce, handle] = body.challenge_id.split('.');
    const reversed = (text: string) => text.split('').reverse().join('');
    const madeUp = [
      [hash, nonce, reversed(handle)],
      [hash, reversed(nonce), handle],
      [reversed(hash), nonce, handle],
      [hash, nonce],
      [hash, 'sign_in', handle],
    ];
    for (const parts of madeUp) expect((await verify({ challenge_id: parts.join('.'), otp: body.preview_code })).status).toBe(400);
    expect((await verify({ challenge_id: body.challenge_id, otp: body.preview_code })).status).toBe(200);
  });

  it('keeps no number and no code in the stores, in clear or under a plain hash (T18)', async () => {
    const pending = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const phone = phoneNumber(next++);
        return { phone, ...(await request(phone)).body } as { phone: string; preview_code: string; challenge_id: string };
      }),
    );
    const dump = await dumpOf(service);
    for (const { phone, preview_code: code, challenge_id } of pending) {
      const [hash = '', nonce = '', handle = ''] = challenge_id.split('.');
      for (const spelling of [phone, phone.slice(1), Buffer.from(phone).toString('base64url')]) expect(dump).not.toContain(spelling);
      const inputs = [
        code,
        phone + code,
        code + phone,
        hash + code,
        nonce + code,
        handle + code,
        hash + nonce + code,
        challenge_id + code,
        JSON.stringify([hash, 'sign_in', code]),
        phone,
      ];
      for (const input of inputs)
        for (const digest of [
          createHash('sha256').update(input),
          createHash('sha512').update(input),
          createHmac('sha256', '').update(input),
        ]) {
          const bytes = digest.digest();
          for (const encoding of ['hex', 'base64', 'base64url'] as const) expect(dump).not.toContain(bytes.toString(encoding).slice(0, 22));
        }
    }
  });

  it('refuses endless and twisted texts at once (T28)', async () => {
    const length = 15_000;
    const texts = ['a', '1-', '(', '@a.a', '１', '+', '.', '0', ' '].map((part) =>
      part.repeat(Math.floor(length / Buffer.byteLength(part))),
    );
    for (const text of texts) {
      for (const field of ['phone', 'locale', 'client', 'channel'])
        expect((await service.post('/api/v1/auth/otp/request', { phone: phoneNumber(1), [field]: text })).status).toBe(400);
      for (const field of ['phone', 'challenge_id', 'otp']) expect((await verify({ otp: '123456', [field]: text })).status).toBe(400);
      expect((await service.post('/api/v1/auth/token/refresh', { refresh_token: text })).status).toBe(401);
    }
    expect((await service.get('/api/v1/users/me', bearer('a.'.repeat(4000)))).status).toBe(401);
    expect((await service.get(`/${'a/'.repeat(900)}`)).status).toBe(404);
  });

  it('refuses a value that is given twice, as a list or in the query (T29)', async () => {
    const phone = phoneNumber(next++);
    const raw = (body: string) =>
      service.send('/api/v1/auth/otp/request', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect((await raw(`{"phone":"${phone}","phone":"${phone}"}`)).status).toBe(400);
    expect((await raw(`{"phone":["${phone}"]}`)).status).toBe(400);
    expect((await raw(`[{"phone":"${phone}"}]`)).status).toBe(400);
    expect((await service.post(`/api/v1/auth/otp/request?phone=${encodeURIComponent(phone)}`, {})).body.code).toBe('phone_required');
    const both = await service.post(`/api/v1/auth/otp/request?phone=${encodeURIComponent(phoneNumber(2))}`, { phone });
    expect(both.body.phone).toBe(phone);
  });

  it('takes SQL, Lua and line breaks in a field as data (T30)', async () => {
    const payloads = [
      "'; drop table users; --",
      '{{7*7}}',
      "redis.call('FLUSHALL')",
      'x\r\nSet-Cookie: a=b',
      '\r\nFLUSHALL\r\n',
      '=cmd()',
      '$1',
      '\u0000',
      '%s%n',
    ];
    for (const payload of payloads) {
      const answers = await Promise.all([
        request(payload),
        service.post('/api/v1/auth/otp/request', { phone: phoneNumber(1), locale: payload }),
        service.post('/api/v1/auth/otp/resend', { challenge_id: payload }),
        verify({ phone: payload, otp: '123456' }),
        verify({ challenge_id: payload, otp: payload }),
        service.post('/api/v1/auth/token/refresh', { refresh_token: payload }),
        service.send('/api/v1/users/me', { headers: { authorization: `Bearer ${encodeURIComponent(payload)}` } }),
      ]);
      for (const { status, headers } of answers) {
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
        expect(headers.get('set-cookie')).toBeNull();
      }
    }
    expect((await service.signIn(phoneNumber(next++))).status).toBe(200);
  });

  it('gives the same replies for a known, an unknown and a disabled number (T49)', async () => {
    const [unknown, known, disabled] = [phoneNumber(next++), phoneNumber(next++), phoneNumber(next++)];
    await service.signIn(known);
    await service.signIn(disabled);
    const { kysely } = service.app.get(Database, { strict: false });
    await kysely.updateTable('users').set({ disabled_at: new Date() }).where('phone', '=', disabled).execute();
    service.advance(86_401);
    const shapes = async (phone: string) => {
      const requested = await request(phone);
      const otp = wrongFor(requested.body.preview_code);
      const replies = [
        requested,
        await request(phone),
        await verify({ phone, otp }),
        await verify({ challenge_id: requested.body.challenge_id, otp }),
        await service.post('/api/v1/auth/otp/resend', { challenge_id: requested.body.challenge_id }, from('203.0.113.1')),
        await service.post('/auth/send-otp', { phone }, from('203.0.113.1')),
      ];
      return replies.map((reply) => shapeOf(reply, phone));
    };
    const expected = await shapes(unknown);
    expect(await shapes(known)).toEqual(expected);
    expect(await shapes(disabled)).toEqual(expected);
  });

  it('lets codes and refresh tokens follow the stores’ clock where the service’s own clock jumps (T63)', async () => {
    if (engine === 'embedded') return; // one process: its clock is the stores' clock
    const { body } = await request(phoneNumber(next++));
    const now = Date.now.bind(Date);
    const hour = 3_600_000;
    for (const jump of [hour, -hour, 24 * hour]) {
      jest.spyOn(Date, 'now').mockImplementation(() => now() + jump);
      expect((await request(phoneNumber(next - 1))).status).toBe(429);
      jest.restoreAllMocks();
    }
    jest.spyOn(Date, 'now').mockImplementation(() => now() + hour);
    const signedIn = await verify({ challenge_id: body.challenge_id, otp: body.preview_code });
    expect(signedIn.status).toBe(200);
    jest.restoreAllMocks();
    // made in the future, as seen from the true time
    expect((await service.get('/api/v1/users/me', bearer(signedIn.body.access_token))).status).toBe(401);
    const refreshed = await service.post('/api/v1/auth/token/refresh', { refresh_token: signedIn.body.refresh_token });
    expect((await service.get('/api/v1/users/me', bearer(refreshed.body.access_token))).status).toBe(200);
    jest.spyOn(Date, 'now').mockImplementation(() => now() - hour);
    expect((await verify({ challenge_id: body.challenge_id, otp: body.preview_code })).status).toBe(400);
    expect((await service.get('/api/v1/users/me', bearer(refreshed.body.access_token))).status).toBe(401);
  });
});

describe.each(engines)('the limits of a number (%s)', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start(engine, { OTP_DEVELOPMENT_CODE: 'random' });
  });
  afterAll(() => service.stop());

  it('tells a stranger nothing of whether a number’s owner used it (T51)', async () => {
    const [fresh, used] = [phoneNumber(801), phoneNumber(802)];
    await service.post('/api/v1/auth/otp/request', { phone: used }, from('203.0.113.7'));
    const probe = async (phone: string) => {
      const seen = [];
      for (let index = 0; index < 4; index += 1) {
        seen.push(shapeOf(await service.post('/api/v1/auth/otp/request', { phone }, from('198.51.100.9')), phone));
        service.advance(130);
      }
      return seen;
    };
    // both at the same times, so that only the owner's use is different
    const [a, b] = [await probe(fresh), await probe(used)];
    expect(b).toEqual(a);
    expect(a.at(-1)).toMatchObject({ status: 429, body: { retry_after: 3600 } });
  });
});

describe.each(engines)('attacks under the default windows (%s)', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start(engine, { OTP_DEVELOPMENT_CODE: 'random' });
  });
  afterAll(() => service.stop());
  const request = (phone: string, ip: string) => service.post('/api/v1/auth/otp/request', { phone }, from(ip));
  const verify = (body: object, ip: string) => service.post('/api/v1/auth/otp/verify', body, from(ip));

  it('gives guesses from a thousand addresses no more attempts than ten messages a day have (T13)', async () => {
    const phone = phoneNumber(699);
    const addresses = Array.from({ length: 1000 }, (_, index) => `10.${index >> 4}.${index & 15}.1`);
    let handles = 0;
    let compared = 0;
    for (let hour = 0; hour < 20; hour += 1) {
      await Promise.all(
        addresses.slice(hour * 50, hour * 50 + 50).map(async (ip) => {
          const { body } = await request(phone, ip);
          if (body.challenge_id === undefined) return;
          handles += 1;
          for (let at = 1, isLeft = true; isLeft; at += 1) {
            const answer = await verify({ challenge_id: body.challenge_id, otp: wrongFor(body.preview_code, at) }, ip);
            compared += 1;
            isLeft = answer.body.attempts_left > 0;
          }
        }),
      );
      service.advance(3601);
    }
    expect(handles).toBe(10);
    // five pending at once keep five each; whoever asks when the wrong attempts are spent has two
    expect(compared).toBeLessThanOrEqual(50);
    expect(compared).toBeGreaterThan(20);
  });
});
