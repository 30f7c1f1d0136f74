import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, HttpCode, Post, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Problem } from '@sixdigit/contract';
import { Idempotent } from '@sixdigit/idempotency';
import { Budget } from '@sixdigit/limits';
import { IsString } from 'class-validator';
import { Public } from '../../apps/api/src/http/public.js';
import { Route } from '../../apps/api/src/http/route.js';
import { bearer, engines, from, phoneNumber, Service } from '../support/service.js';

class CodeDto {
  @IsString()
  code: string;
}

function answer({ code }: CodeDto): { at: string } {
  if (code !== 'right') throw new Problem('otp_invalid');
  return { at: randomUUID() };
}

@ApiExcludeController()
@Controller({ path: 'trial', version: VERSION_NEUTRAL })
class TrialController {
  static readonly rootPaths = ['trial/{*rest}'];

  @Public()
  @Post('key-first')
  @HttpCode(200)
  @Idempotent(60)
  @Budget('verify')
  keyFirst(@Body() body: CodeDto) {
    return answer(body);
  }

  @Public()
  @Post('budget-first')
  @HttpCode(200)
  @Budget('verify')
  @Idempotent(60)
  budgetFirst(@Body() body: CodeDto) {
    return answer(body);
  }

  @Route('POST resend', { operationId: 'trialResend', summary: 'To one’s own number', budgets: ['sends', 'sendsPerUser'] })
  resend(): void {}
}

describe.each(engines)('the parts of a route (%s)', (engine) => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start(engine, { RATE_LIMIT_VERIFY_PER_IP: '3/900', RATE_LIMIT_SENDS_PER_USER: '2/3600' }, [TrialController]);
  });
  afterAll(() => service.stop());

  it.each(['/trial/key-first', '/trial/budget-first'])(
    'mean the same in whatever order key and budget are written: a success and its repeat cost nothing, a failure one, a conflict none (%s)',
    async (path) => {
      const caller = from(path === '/trial/key-first' ? '203.0.113.40' : '203.0.113.41');
      const key = randomUUID();
      const call = (code: string, headers: Record<string, string> = { 'idempotency-key': key }) =>
        service.post(path, { code }, { ...caller, ...headers });
      const first = await call('right');
      for (let i = 0; i < 5; i += 1) {
        const repeat = await call('right');
        expect([repeat.body, repeat.headers.get('idempotency-replayed')]).toEqual([first.body, 'true']);
        expect((await call('wrong')).body.code).toBe('idempotency_key_reused');
      }
      for (let i = 0; i < 3; i += 1) expect((await call('wrong', {})).body.code).toBe('otp_invalid');
      expect((await call('right')).body.code).toBe('rate_limited');
    },
  );

  it('count a signed-in user by their number, whatever their network and session', async () => {
    const phone = phoneNumber(810 + engines.indexOf(engine));
    const resend = (token: string, network: string) => service.post('/trial/resend', undefined, { ...bearer(token), ...from(network) });
    const { body: first } = await service.signIn(phone);
    for (const network of ['203.0.113.50', '203.0.113.51']) expect((await resend(first.access_token, network)).status).toBe(204);
    service.advance(31);
    const { body: second } = await service.signIn(phone);
    expect(await resend(second.access_token, '203.0.113.52')).toMatchObject({
      status: 429,
      body: { code: 'rate_limited', retry_after: 3600 - 31 },
    });
    const { body: other } = await service.signIn(phoneNumber(820));
    expect((await resend(other.access_token, '203.0.113.52')).status).toBe(204);
    expect((await service.post('/trial/resend')).status).toBe(401);
  });
});
