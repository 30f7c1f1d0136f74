import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, VERSION_NEUTRAL } from '@nestjs/common';
import { Problem, problems } from '@sixdigit/contract';
import { IsString } from 'class-validator';
import type { ProblemDialect } from '../../apps/api/src/http/problem-dialect.js';
import { Route } from '../../apps/api/src/http/route.js';
import { phoneNumber, Service } from '../support/service.js';

const error = { schema: { type: 'string' }, of: ({ detail }: { detail: string }) => detail, required: true } as const;

/** A text of its own beside the standard members, and a member that only a wrong code has. */
const checking: ProblemDialect = {
  name: 'CheckingProblem',
  members: {
    error,
    valid: { schema: { type: 'boolean', enum: [false] }, of: ({ code }) => (code === 'otp_invalid' ? false : undefined) },
  },
};

const mobile: ProblemDialect = {
  name: 'MobileProblem',
  details: { otp_invalid: 'Invalid or expired OTP', token_required: 'Authentication credentials were not provided.' },
  members: { error },
};

class CheckDto {
  @IsString({ context: { problem: 'otp_invalid' } })
  code: string;
}

@Controller({ version: VERSION_NEUTRAL })
class DialectController {
  static readonly rootPaths = ['check', 'mobile/{*rest}'];

  @Route('POST check', { operationId: 'check', summary: 'A check', public: true, budgets: ['verify'], dialect: checking })
  check(@Body() { code }: CheckDto): void {
    if (code === 'broken') throw new Error('the text of a provider');
    throw new Problem('otp_invalid', { attempts_left: 3 });
  }

  @Route('DELETE mobile/session', { operationId: 'mobileEnd', summary: 'An end', problems: ['otp_invalid'], dialect: mobile })
  end(): void {
    throw new Problem('otp_invalid');
  }
}

describe('a route that names a dialect', () => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start('embedded', { RATE_LIMIT_VERIFY_PER_IP: '8/900' }, [DialectController]);
  });
  afterAll(() => service.stop());
  const check = (body: unknown, type = 'application/json') =>
    service.send('/check', {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('answers a failure of its handler with the members of the dialect beside the standard ones', async () => {
    expect(await check({ code: '123456' })).toMatchObject({
      status: 400,
      body: { code: 'otp_invalid', detail: 'Invalid OTP', attempts_left: 3, error: 'Invalid OTP', valid: false },
    });
    const broken = await check({ code: 'broken' });
    expect(broken.body).toMatchObject({ code: 'internal_error', error: 'Something went wrong' });
    expect(broken.body).not.toHaveProperty('valid');
  });

  it.each([
    ['is not valid', '{"code":5}', 'application/json', 'otp_invalid'],
    ['cannot be parsed', '{"code":', 'application/json', 'request_malformed'],
    ['is too large', JSON.stringify({ code: 'x'.repeat(20_000) }), 'application/json', 'body_too_large'],
    ['is larger than any', JSON.stringify({ code: 'x'.repeat(300_000) }), 'application/json', 'body_too_large'],
    ['is of the wrong type', 'code=123456', 'text/plain', 'media_type_unsupported'],
  ] as const)('speaks it where a body %s', async (_, body, type, code) => {
    const { status, detail } = problems[code];
    expect(await check(body, type)).toMatchObject({ status, body: { code, detail, error: detail } });
  });

  it('speaks it where a guard refuses, with its own texts', async () => {
    const { body, headers } = await service.send('/mobile/session', { method: 'DELETE' });
    expect(body).toMatchObject({ code: 'token_required', detail: 'Authentication credentials were not provided.', error: body.detail });
    expect(headers.get('content-type')).toContain('application/problem+json');
    const { body: signedIn } = await service.signIn(phoneNumber(800));
    const end = { method: 'DELETE', headers: { authorization: `Bearer ${signedIn.access_token}` } };
    expect((await service.send('/mobile/session', end)).body).toMatchObject({ code: 'otp_invalid', error: 'Invalid or expired OTP' });
    for (let i = 0; i < 8; i += 1) await check({ code: '123456' });
    expect(await check({ code: '123456' })).toMatchObject({ status: 429, body: { code: 'rate_limited', error: 'Too many requests' } });
  });

  it('leaves the other routes to the standard', async () => {
    expect((await service.post('/api/v1/auth/otp/verify', { phone: phoneNumber(801), otp: '000000' })).body).not.toHaveProperty('error');
    expect((await service.get('/nothing')).body).not.toHaveProperty('error');
  });

  it('is documented with the schema of the dialect, its texts, and who may call it, whatever its method', async () => {
    const { paths, components } = (await service.get('/docs/openapi.json')).body;
    const { post } = paths['/check'];
    const { delete: end } = paths['/mobile/session'];
    const { schema, examples } = end.responses['400'].content['application/problem+json'];
    expect(schema).toEqual({ $ref: '#/components/schemas/MobileProblem' });
    expect(examples.otp_invalid.value).toMatchObject({ error: 'Invalid or expired OTP' });
    expect(post.responses['429'].content['application/problem+json'].schema).toEqual({ $ref: '#/components/schemas/CheckingProblem' });
    expect(components.schemas.MobileProblem).toMatchObject({ allOf: [{ $ref: '#/components/schemas/Problem' }, { required: ['error'] }] });
    expect([post.security, end.security]).toEqual([[], [{ bearer: [] }]]);
    expect([post.operationId, end.operationId]).toEqual(['check', 'mobileEnd']);
    expect(Object.keys(end.responses)).toEqual(expect.arrayContaining(['204', '401']));
  });
});
