import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { ProblemCode } from '@sixdigit/contract';
import { IdempotencyInterceptor, lifetimeMetadata } from './idempotency.interceptor.js';

/** Replies of a send are kept as long as its code may live. */
export const sendReplySeconds = 600;

/** Replies with tokens are kept no longer than it takes to ask once more (R19). */
export const signInReplySeconds = 60;

/** What a route that takes an `Idempotency-Key` may answer because of it; the last where conflicts come too often. */
export const idempotencyProblems = [
  'request_invalid',
  'idempotency_key_in_use',
  'idempotency_key_reused',
  'rate_limited',
] as const satisfies readonly ProblemCode[];

/**
 * The route takes an `Idempotency-Key`: the same request again, from the same network or for the same challenge, is answered
 * with the first reply and does nothing. A budget counts the repeated request like any other, in whatever order the two
 * decorators are written.
 */
export function Idempotent(lifetimeSeconds: number): MethodDecorator {
  return applyDecorators(
    SetMetadata(lifetimeMetadata, lifetimeSeconds),
    // only there: an interceptor makes every reply pass through an observable
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: `16 to 128 visible ASCII characters, such as a UUID. The same request again within ${lifetimeSeconds} seconds is answered with the first reply, with \`Idempotency-Replayed: true\`, and does nothing.`,
      schema: { type: 'string', minLength: 16, maxLength: 130 },
    }),
  );
}
