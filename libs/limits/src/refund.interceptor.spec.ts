import { describe, expect, it, jest } from '@jest/globals';
import { type ExecutionContext, Logger } from '@nestjs/common';
import { Problem } from '@sixdigit/contract';
import { lastValueFrom, type Observable, of, throwError } from 'rxjs';
import { rememberCharge } from './charge.js';
import type { LimitStorage } from './limit-storage.js';
import { RefundInterceptor } from './refund.interceptor.js';

const charge = { key: 'verify:{192.0.2.1}', member: 'm1' };

function calling(outcome: Observable<unknown>, refunding: () => Promise<void> = async () => undefined) {
  const refund = jest.fn<LimitStorage['refund']>(refunding);
  const warn = jest.spyOn(Logger.prototype, 'warn').mockReset().mockReturnValue();
  const request = {};
  const interceptor = new RefundInterceptor({ refund } as unknown as LimitStorage);
  const context = { switchToHttp: () => ({ getRequest: () => request, getResponse: () => ({ statusCode: 200 }) }) } as ExecutionContext;
  const run = () => lastValueFrom(interceptor.intercept(context, { handle: () => outcome }));
  return { request, refund, warn, run };
}

describe('RefundInterceptor', () => {
  it('gives back the very hit that was charged, once', async () => {
    const { request, refund, run } = calling(of('answer'));
    rememberCharge(request, charge);
    await expect(run()).resolves.toBe('answer');
    await run();
    expect(refund.mock.calls).toEqual([[charge.key, charge.member]]);
  });

  it('gives nothing back when nothing was charged', async () => {
    const { refund, run } = calling(of('answer'));
    await run();
    expect(refund).not.toHaveBeenCalled();
  });

  it('gives nothing back when the request fails', async () => {
    const { request, refund, run } = calling(throwError(() => new Problem('otp_invalid')));
    rememberCharge(request, charge);
    await expect(run()).rejects.toMatchObject({ code: 'otp_invalid' });
    expect(refund).not.toHaveBeenCalled();
  });

  it('reports a refund that fails, without an address, and lets the success stand', async () => {
    const { request, warn, run } = calling(of('answer'), () => Promise.reject(new Error('no reply for {192.0.2.1}')));
    rememberCharge(request, charge);
    await expect(run()).resolves.toBe('answer');
    await new Promise((resolve) => setImmediate(resolve));
    expect(warn).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(warn.mock.calls)).not.toContain('192.0.2.1');
  });

  it('makes the reply wait for no refund', async () => {
    const { request, run } = calling(of('answer'), () => new Promise(() => undefined));
    rememberCharge(request, charge);
    await expect(run()).resolves.toBe('answer');
  });
});
