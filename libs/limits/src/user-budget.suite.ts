import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type CanActivate, Controller, type ExecutionContext, HttpCode, Injectable, Module, Post } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Problem } from '@sixdigit/contract';
import { BudgetGuard } from './budget.guard.js';
import { Budget } from './budget.js';
import { LimitsModule } from './limits.module.js';
import { type LimitedApp, LimitedAppFilter, limitedAppOf } from './per-ip-limits.suite.js';
import { UserBudgetKeys } from './user-budget.guard.js';

interface SignedInRequest {
  readonly headers: { readonly authorization?: string };
  user?: string;
}

/** Stands for the guard that reads access tokens: the header names the user. */
@Injectable()
class TokenGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    if (request.headers.authorization === undefined) throw new Problem('token_required');
    request.user = request.headers.authorization;
    return true;
  }
}

@Injectable()
class HeaderKeys extends UserBudgetKeys {
  async keyOf(request: SignedInRequest): Promise<string> {
    if (request.user === undefined) throw new Problem('token_required');
    return request.user;
  }
}

@Controller()
class OwnNumberController {
  @Post('resend')
  @HttpCode(200)
  @Budget('sends', 'sendsPerUser')
  resend() {
    return { sent: true };
  }

  @Post('call')
  @HttpCode(200)
  @Budget('sendsPerUser')
  @Budget('sends')
  call() {
    return { sent: true };
  }
}

@Module({
  imports: [LimitsModule],
  controllers: [OwnNumberController],
  providers: [
    { provide: UserBudgetKeys, useClass: HeaderKeys },
    { provide: APP_FILTER, useClass: LimitedAppFilter },
    { provide: APP_GUARD, useExisting: BudgetGuard },
    { provide: APP_GUARD, useClass: TokenGuard },
  ],
})
class OwnNumberModule {}

const hourMs = 3_600_000;

/** What a budget by user guarantees beside the one by network, whatever counts behind it. */
export function userBudgetSuite(name: string, environment: () => Record<string, string>): void {
  describe(`a route with a budget by network and one by user, on ${name},`, () => {
    let limited: LimitedApp;
    let address = 0;

    beforeEach(async () => {
      limited = await limitedAppOf(OwnNumberModule, environment());
    });
    afterEach(() => limited.app.close());

    /** From an address of its own where none is given. */
    const resend = (user: string | undefined, { path = '/resend', from = `198.51.100.${++address}` } = {}) =>
      limited.call('POST', path, { from, ...(user === undefined ? {} : { authorization: user }) });

    it('counts a user over all of their networks and routes, and users apart', async () => {
      for (const path of ['/resend', '/call', '/resend']) expect((await resend('ann', { path })).status).toBe(200);
      const refused = await resend('ann', { path: '/call' });
      expect([refused.status, refused.body]).toEqual([429, { code: 'rate_limited', retry_after: 3600 }]);
      expect((await resend('ben')).status).toBe(200);
      limited.clock.offsetMs += hourMs;
      expect((await resend('ann')).status).toBe(200);
    });

    it('lets exactly the limit of fifty parallel calls of one user through', async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => resend('carl')));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    });

    it('counts a network over all of its users', async () => {
      const from = '203.0.113.1';
      for (const user of ['dora', 'emil', 'fay', 'gus', 'hana']) expect((await resend(user, { from })).status).toBe(200);
      expect((await resend('ida', { from })).status).toBe(429);
    });

    it('charges no user for callers who are not signed in, nor for those whom their network’s budget refused', async () => {
      for (let i = 0; i < 5; i += 1) expect((await resend(undefined, { from: '203.0.113.2' })).status).toBe(401);
      for (let i = 0; i < 5; i += 1) expect((await resend('jo', { from: '203.0.113.2' })).status).toBe(429);
      for (let i = 0; i < 3; i += 1) expect((await resend('jo')).status).toBe(200);
    });
  });
}
