import { afterEach, describe, expect, it } from '@jest/globals';
import { type LimitedApp, openLimitedApp, perIpLimitsSuite } from './per-ip-limits.suite.js';

perIpLimitsSuite('memory', () => ({}));

describe('the limits of an application', () => {
  let limited: LimitedApp;
  afterEach(() => limited.app.close());

  const statusesOf = async (calls: { from?: string; forwardedFor?: string }[]) => {
    const statuses = [];
    for (const call of calls) statuses.push((await limited.call('POST', '/send', call)).status);
    return statuses;
  };

  it('opens as often as it is configured to', async () => {
    limited = await openLimitedApp({ RATE_LIMIT_SENDS_PER_IP: '2/60' });
    expect(await statusesOf([{}, {}, {}])).toEqual([201, 201, 429]);
    expect((await limited.call('POST', '/send')).body['retry_after']).toBe(60);
  });

  it('ignores X-Forwarded-For while no proxy is trusted', async () => {
    limited = await openLimitedApp({ RATE_LIMIT_SENDS_PER_IP: '2/60' });
    expect(await statusesOf(['198.51.100.1', '198.51.100.2', '198.51.100.3, 192.0.2.1'].map((forwardedFor) => ({ forwardedFor })))).toEqual(
      [201, 201, 429],
    );
    expect((await limited.call('GET', '/caller', { forwardedFor: '198.51.100.9' })).body['ip']).toBe('192.0.2.1');
  });

  it('ignores X-Forwarded-For of a peer that is not a trusted proxy', async () => {
    limited = await openLimitedApp({ RATE_LIMIT_SENDS_PER_IP: '2/60', TRUSTED_PROXIES: '10.0.0.0/8' });
    expect(await statusesOf([1, 2, 3].map((i) => ({ forwardedFor: `198.51.100.${i}` })))).toEqual([201, 201, 429]);
  });

  it('counts by the first address from the right that is no trusted proxy, whatever the caller wrote before it', async () => {
    limited = await openLimitedApp({ RATE_LIMIT_SENDS_PER_IP: '2/60', TRUSTED_PROXIES: '10.0.0.0/8,2001:db8:f::/48' });
    const forged = [
      '203.0.113.1, 198.51.100.7, 10.0.0.2',
      'nonsense, 198.51.100.7',
      `${'1.2.3.4, '.repeat(1000)}198.51.100.7, 2001:db8:f::1`,
    ];
    expect(await statusesOf(forged.map((forwardedFor) => ({ from: '10.0.0.1', forwardedFor })))).toEqual([201, 201, 429]);
    expect(await statusesOf([{ from: '10.0.0.1', forwardedFor: '203.0.113.1' }])).toEqual([201]);
    expect(await statusesOf([{ from: '::ffff:10.0.0.9', forwardedFor: '198.51.100.7' }])).toEqual([429]);
  });

  it('tells a handler who is calling', async () => {
    limited = await openLimitedApp({});
    expect((await limited.call('GET', '/caller', { from: '2001:db8:1:2::3' })).body).toEqual({
      ip: '2001:db8:1:2::3',
      network: '2001:db8:1:2::/64',
      site: '2001:db8:1::/48',
      range: '',
      requestId: expect.stringMatching(/^req-/),
    });
  });

  it.each([
    ['throws', () => Promise.reject(new Error('away'))],
    ['answers nothing', () => Promise.resolve(undefined)],
    ['answers garbage', () => Promise.resolve({ isBlocked: 'no' })],
  ])('stays shut when the storage %s, and routes without a budget stay open', async (_, increment) => {
    limited = await openLimitedApp({}, { increment, refund: () => Promise.resolve() });
    for (const [method, path] of [
      ['POST', '/send'],
      ['POST', '/verify'],
      ['HEAD', '/link'],
    ] as const) {
      const answer = await limited.call(method, path);
      expect(answer.status).toBe(503);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect((await limited.call('GET', '/free')).status).toBe(200);
  });
});
