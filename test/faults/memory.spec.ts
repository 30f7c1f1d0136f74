import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OwnRedis } from '../support/own-redis.js';
import { from, phoneNumber, Service } from '../support/service.js';

const suite = process.env['REDIS_SERVER_BIN'] ? describe : describe.skip;

const calls = 300;

suite('a Redis that is short of memory', () => {
  const redis = new OwnRedis();
  let service: Service;
  const used = async (): Promise<number> => Number(/used_memory:(\d+)/.exec(await redis.ask('INFO memory'))![1]);
  const request = (index: number, headers = {}) =>
    service.post('/api/v1/auth/otp/request', { phone: phoneNumber(index) }, { ...from(`203.0.${index >> 8}.${index & 255}`), ...headers });

  beforeAll(async () => {
    await redis.start();
    service = await Service.start('embedded', { REDIS_URL: redis.socket, OTP_DEVELOPMENT_CODE: 'random' });
  });
  afterAll(async () => {
    await service.stop();
    redis.stop();
  });

  it('answers 503 while Redis has no memory left, and 200 again when there is room', async () => {
    expect((await request(1)).status).toBe(200);
    const before = await used();
    // less than what is in use: not one byte is left
    await redis.ask('CONFIG SET maxmemory 500000');
    const statuses = new Set<number>();
    for (let index = 2; index < 2 + calls; index += 1) statuses.add((await request(index)).status);
    statuses.add((await request(2 + calls, { 'idempotency-key': 'a-key-of-this-request' })).status);
    expect([...statuses]).toEqual([503]);
    // what a connection's buffers need is not counted among what is kept
    expect((await used()) - before).toBeLessThan(100_000);
    expect(await redis.ask('DBSIZE')).toMatch(/^:\d\r/);
    await redis.ask('CONFIG SET maxmemory 0');
    expect((await request(3 + calls)).status).toBe(200);
  });
});
