import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OwnRedis } from '../support/own-redis.js';
import { type ScratchDatabase, scratchDatabase } from '../support/scratch-database.js';
import { bearer, phoneNumber, Service } from '../support/service.js';

const hasServers = Boolean(process.env['REDIS_SERVER_BIN'] && process.env['TEST_DATABASE_URL']);
const suite = hasServers ? describe : describe.skip;

/** Attempts until it holds, within a bound that any machine meets. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    if (await holds().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come to hold');
}

suite('Redis going away (T120)', () => {
  const redis = new OwnRedis();
  let service: Service;
  beforeAll(async () => {
    await redis.start();
    service = await Service.start('embedded', { REDIS_URL: redis.socket, OTP_DEVELOPMENT_CODE: 'random' });
  });
  afterAll(async () => {
    await service.stop();
    redis.stop();
  });

  it('answers 503 at once while Redis is frozen, and the same code works afterwards', async () => {
    const phone = phoneNumber(1);
    const { body } = await service.post('/api/v1/auth/otp/request', { phone });
    redis.signal('SIGSTOP');
    const frozen = await service.post('/api/v1/auth/otp/verify', { phone, otp: body.preview_code });
    expect(frozen).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    redis.signal('SIGCONT');
    await until(async () => (await service.get('/readyz')).status === 200);
    expect((await service.post('/api/v1/auth/otp/verify', { phone, otp: body.preview_code })).status).toBe(200);
  });

  it('answers 503 while Redis is gone, goes on reading and refreshing, and recovers by itself', async () => {
    const signedIn = (await service.signIn(phoneNumber(2))).body;
    redis.signal('SIGKILL');
    await until(async () => (await service.post('/api/v1/auth/otp/request', { phone: phoneNumber(3) })).status === 503);
    expect((await service.get('/api/v1/users/me', bearer(signedIn.access_token))).status).toBe(200);
    expect((await service.post('/api/v1/auth/token/refresh', { refresh_token: signedIn.refresh_token })).status).toBe(200);
    await redis.start();
    await until(async () => (await service.post('/api/v1/auth/otp/request', { phone: phoneNumber(4) })).status === 200);
  });
});

suite('Postgres going away (T122)', () => {
  let database: ScratchDatabase;
  let service: Service;
  let gate: Server;
  let isOpen = true;
  const passing = new Set<Socket>();
  beforeAll(async () => {
    database = await scratchDatabase();
    const target = join(decodeURIComponent(new URLSearchParams(database.url.split('?')[1]).get('host') ?? ''), '.s.PGSQL.5432');
    // a gate in front of the server that can be shut: the server itself serves other tests
    gate = createServer((client) => {
      if (!isOpen) return client.destroy();
      const server = createConnection(target);
      for (const side of [client, server]) {
        passing.add(side);
        side.on('error', () => undefined).on('close', () => passing.delete(side));
      }
      client.pipe(server).pipe(client);
    });
    await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
    const address = gate.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const name = /\/(\w+)(?:\?|$)/.exec(database.url.replace(/^postgres:\/\/[^/]*/, ''))?.[1];
    service = await Service.start('real', {
      DATABASE_URL: `postgres://postgres@127.0.0.1:${port}/${name}`,
      OTP_DEVELOPMENT_CODE: 'random',
    });
  });
  afterAll(async () => {
    await service.stop();
    await new Promise((resolve) => gate.close(resolve));
    await database.drop();
  });

  it('answers 503 while Postgres is gone, opens no session, and the same code works when it is back', async () => {
    const phone = phoneNumber(5);
    const { body } = await service.post('/api/v1/auth/otp/request', { phone });
    const proof = { challenge_id: body.challenge_id, otp: body.preview_code };
    isOpen = false;
    for (const side of passing) side.destroy();
    const away = await service.post('/api/v1/auth/otp/verify', proof);
    expect(away).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect((await service.get('/readyz')).status).toBe(503);
    expect((await service.get('/healthz')).status).toBe(200);
    isOpen = true;
    await until(async () => (await service.get('/readyz')).status === 200);
    expect(await service.post('/api/v1/auth/otp/verify', proof)).toMatchObject({ status: 200, body: { is_new_user: true } });
    expect((await service.post('/api/v1/auth/otp/verify', proof)).body).toMatchObject({ code: 'otp_invalid', reason: 'used' });
  });
});
