import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { LimitStorage } from './limit-storage.js';
import { type LimitedApp, openLimitedApp } from './per-ip-limits.suite.js';

describe('the budget of failed attempts', () => {
  let limited: LimitedApp;
  afterEach(() => limited.app.close());

  const opened = async (refunding: LimitStorage['refund'] = async () => undefined) => {
    let hits = 0;
    const refund = jest.fn(refunding);
    const increment = async () => ({ totalHits: ++hits, timeToExpire: 1, isBlocked: false, timeToBlockExpire: 0, member: `m${hits}` });
    limited = await openLimitedApp({}, { increment, refund });
    return refund;
  };
  const attempt = (code: string) => limited.call('POST', '/verify', { code, from: '192.0.2.1' });

  it('gets back the very hit of an attempt that succeeds, once, and none of one that fails', async () => {
    const refund = await opened();
    await attempt('wrong');
    await attempt('right');
    await setImmediate();
    expect(refund.mock.calls).toEqual([['verify:{192.0.2.1}', 'm2']]);
  });

  it('lets a success stand whose hit cannot be given back, and reports it without an address', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReset().mockReturnValue();
    await opened(() => Promise.reject(new Error('no reply for {192.0.2.1}')));
    expect((await attempt('right')).status).toBe(200);
    await setImmediate();
    expect(warn).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(warn.mock.calls)).not.toContain('192.0.2.1');
  });

  it('lets no reply wait for a hit that is given back', async () => {
    await opened(() => new Promise(() => undefined));
    expect((await attempt('right')).status).toBe(200);
  });
});
