import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type ArgumentsHost,
  Body,
  Catch,
  Controller,
  type ExceptionFilter,
  Get,
  HttpCode,
  Module,
  Post,
  Res,
  type Type,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ThrottlerStorage } from '@nestjs/throttler';
import { type Caller, CallerConfig, FromCaller, trustProxyOption } from '@sixdigit/caller';
import { Clock, load, type Settings, SettingsModule } from '@sixdigit/config';
import { Problem } from '@sixdigit/contract';
import { RedisConfig } from '@sixdigit/redis';
import { BudgetGuard } from './budget.guard.js';
import { Budget } from './budget.js';
import { LimitsConfig } from './limits.config.js';
import { LimitsModule } from './limits.module.js';

interface Reply {
  code(status: number): { send(body: unknown): void };
  header(name: string, value: number): void;
}

@Controller()
class DoorController {
  @Post('send')
  @Budget('sends')
  send() {
    return { sent: true };
  }

  @Post('resend')
  @Budget('sends')
  resend() {
    return { sent: true };
  }

  @Get('link')
  @Budget('sends')
  link() {
    return { sent: true };
  }

  @Post('verify')
  @HttpCode(200)
  @Budget('verify')
  async verify(@Body() { code }: { code?: string }) {
    // the failure comes late, as a real check does: parallel calls are all under way by then
    await new Promise((resolve) => setImmediate(resolve));
    if (code !== 'right') throw new Problem('otp_invalid');
    return { valid: true };
  }

  @Post('prove')
  @Budget('verify')
  prove(@Res({ passthrough: true }) reply: Reply) {
    reply.code(400);
    return { valid: false };
  }

  @Get('free')
  free() {
    return { free: true };
  }

  @Get('caller')
  caller(@FromCaller() caller: Caller) {
    return caller;
  }
}

@Catch(Problem)
export class LimitedAppFilter implements ExceptionFilter<Problem> {
  catch(problem: Problem, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<Reply>();
    if (problem.extras.retry_after) reply.header('Retry-After', problem.extras.retry_after);
    reply.code(problem.status).send({ code: problem.code, ...problem.extras });
  }
}

@Module({
  imports: [LimitsModule],
  controllers: [DoorController],
  providers: [
    { provide: APP_FILTER, useClass: LimitedAppFilter },
    { provide: APP_GUARD, useExisting: BudgetGuard },
  ],
})
class DoorModule {}

export interface LimitedApp {
  readonly app: NestFastifyApplication;
  readonly clock: Clock;
  call(method: 'GET' | 'HEAD' | 'POST', path: string, options?: CallOptions): Promise<Answer>;
}

interface CallOptions {
  readonly from?: string;
  readonly forwardedFor?: string;
  readonly code?: string;
  readonly authorization?: string;
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, unknown>;
}

/** A small application with the limits in front of its routes, as the real one has them. */
export function openLimitedApp(environment: Record<string, string>, storage?: unknown): Promise<LimitedApp> {
  return limitedAppOf(DoorModule, environment, storage);
}

export async function limitedAppOf(root: Type, environment: Record<string, string>, storage?: unknown): Promise<LimitedApp> {
  const settings: Settings = load([CallerConfig, LimitsConfig, RedisConfig], [], environment).settings;
  const building = Test.createTestingModule({ imports: [SettingsModule.register(settings), root] });
  if (storage) building.overrideProvider(ThrottlerStorage).useValue(storage);
  const module = await building.compile();
  const app = module.createNestApplication<NestFastifyApplication>(
    new FastifyAdapter({ trustProxy: trustProxyOption(settings.get(CallerConfig)) }),
    { logger: false },
  );
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    clock: app.get(Clock),
    async call(method, path, { from = '192.0.2.1', forwardedFor, authorization, code = 'wrong' } = {}) {
      const response = await app.inject({
        method,
        url: path,
        remoteAddress: from,
        headers: {
          ...(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }),
          ...(authorization === undefined ? {} : { authorization }),
        },
        ...(method === 'POST' ? { payload: { code } } : {}),
      });
      return {
        status: response.statusCode,
        body: response.body ? (response.json() as Record<string, unknown>) : {},
        headers: response.headers as Record<string, unknown>,
      };
    },
  };
}

const secondMs = 1000;

/** What the limits guarantee, whatever store counts. */
export function perIpLimitsSuite(name: string, environment: () => Record<string, string>): void {
  describe(`limits by address, on ${name},`, () => {
    let limited: LimitedApp;

    beforeEach(async () => {
      limited = await openLimitedApp(environment());
    });
    afterEach(() => limited.app.close());

    const burst = async (path: string, calls: number, options?: CallOptions) => {
      const answers = await Promise.all(Array.from({ length: calls }, () => limited.call('POST', path, options)));
      return answers.reduce<Record<number, number>>((counts, { status }) => {
        counts[status] = (counts[status] ?? 0) + 1;
        return counts;
      }, {});
    };

    it('lets exactly the limit of fifty parallel calls through', async () => {
      expect(await burst('/send', 50)).toEqual({ 201: 5, 429: 45 });
    });

    it('lets exactly the limit of fifty parallel wrong attempts through', async () => {
      expect(await burst('/verify', 50)).toEqual({ 400: 5, 429: 45 });
    });

    it('draws one budget from all routes that share it, by any method', async () => {
      await limited.call('POST', '/send');
      await limited.call('POST', '/resend');
      await limited.call('GET', '/link');
      await limited.call('HEAD', '/link');
      await limited.call('POST', '/send');
      for (const [method, path] of [
        ['POST', '/send'],
        ['POST', '/resend'],
        ['GET', '/link'],
        ['HEAD', '/link'],
      ] as const)
        expect((await limited.call(method, path)).status).toBe(429);
    });

    it('keeps the budgets apart, and routes without one free', async () => {
      await burst('/send', 6);
      expect((await limited.call('POST', '/verify')).status).toBe(400);
      for (let i = 0; i < 20; i += 1) expect((await limited.call('GET', '/free')).status).toBe(200);
    });

    it('answers a refusal with an honest Retry-After, no counts, and the same body whichever budget is spent', async () => {
      await burst('/send', 5);
      await burst('/verify', 5);
      const refused = await limited.call('POST', '/send');
      expect(refused.body).toEqual({ code: 'rate_limited', retry_after: 900 });
      expect(refused.headers['retry-after']).toBe('900');
      expect((await limited.call('POST', '/verify')).body).toEqual(refused.body);
      for (const { headers } of [refused, await limited.call('POST', '/send', { from: '192.0.2.2' })])
        expect(Object.keys(headers).filter((header) => header.includes('ratelimit'))).toEqual([]);
      limited.clock.offsetMs += 900 * secondMs;
      expect((await limited.call('POST', '/send')).status).toBe(201);
    });

    it('gives an attempt that succeeds back', async () => {
      for (let i = 0; i < 20; i += 1) expect((await limited.call('POST', '/verify', { code: 'right' })).status).toBe(200);
    });

    it('clears no failures by a success between them', async () => {
      for (let i = 0; i < 5; i += 1) {
        expect((await limited.call('POST', '/verify')).status).toBe(400);
        expect((await limited.call('POST', '/verify', { code: 'right' })).status).toBe(i < 4 ? 200 : 429);
      }
      expect((await limited.call('POST', '/verify')).status).toBe(429);
    });

    it('keeps an attempt charged that its handler answers with a failing status', async () => {
      expect(await burst('/prove', 10)).toEqual({ 400: 5, 429: 5 });
    });

    it('never gives a send back', async () => {
      for (let i = 0; i < 5; i += 1) await limited.call('POST', '/send');
      expect((await limited.call('POST', '/send')).status).toBe(429);
    });

    it('counts the addresses of one /64 as one caller, and a mapped address as the IPv4 address it is', async () => {
      for (let i = 1; i <= 5; i += 1) await limited.call('POST', '/send', { from: `2001:db8:1:2::${i}` });
      expect((await limited.call('POST', '/send', { from: '2001:DB8:1:2:ffff::9' })).status).toBe(429);
      expect((await limited.call('POST', '/send', { from: '2001:db8:1:3::1' })).status).toBe(201);
      await burst('/send', 5, { from: '::ffff:192.0.2.1' });
      expect((await limited.call('POST', '/send', { from: '192.0.2.1' })).status).toBe(429);
    });
  });
}
