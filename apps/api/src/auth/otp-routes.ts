import { applyDecorators } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { ProblemCode } from '@sixdigit/contract';
import { sendReplySeconds, signInReplySeconds } from '@sixdigit/idempotency';
import { Route, type RouteOptions, type RoutePath } from '../http/route.js';
import { SentCodeDto } from './otp-reply.dto.js';
import { SignedInDto } from './tokens.dto.js';

/** What becomes of a number that was given. */
export const phoneProblems = ['phone_required', 'phone_invalid', 'phone_country_refused'] as const satisfies readonly ProblemCode[];

const sendProblems: readonly ProblemCode[] = ['otp_cooldown', 'send_failed', 'phone_unreachable'];

const signInProblems: readonly ProblemCode[] = [
  'phone_and_otp_required',
  'phone_invalid',
  'otp_invalid',
  'account_disabled',
  'second_factor_required',
  'verify_failed',
];

/** A public route that sends a code. `problems` are those beside what every such route may answer. */
export function SendRoute(path: RoutePath, { problems = [], ...options }: RouteOptions): MethodDecorator {
  const route = {
    public: true,
    budgets: ['sends'],
    idempotentSeconds: sendReplySeconds,
    reply: SentCodeDto,
    ...options,
    problems: [...problems, ...sendProblems],
  } as const;
  return applyDecorators(Route(path, route), ApiHeader({ name: 'accept-language', required: false }));
}

/** A route that a code signs in. `problems` are those beside what every such route may answer. */
export function SignInRoute(path: RoutePath, { problems = [], ...options }: RouteOptions): MethodDecorator {
  return Route(path, {
    public: true,
    budgets: ['verify'],
    idempotentSeconds: signInReplySeconds,
    reply: SignedInDto,
    ...options,
    problems: [...problems, ...signInProblems],
  });
}
