import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { Problem, type ProblemCode, problems } from '@sixdigit/contract';
import { type ProblemDialect, problemReference } from './problem-dialect.js';
import { problemDocument } from './problem-document.js';

const exampleRequestId = '0b8f0f5e-6b1c-4a53-9f0e-2f6f6a4a8a10';
const exampleRetrySeconds = 30;

/** What any route may answer. */
const anywhere: readonly ProblemCode[] = ['request_malformed', 'host_unknown', 'internal_error', 'unavailable'];

/** Documents every problem a route can answer, one response a status with an example each. */
export function ProblemResponses(codes: readonly ProblemCode[], dialect?: ProblemDialect): MethodDecorator {
  const byStatus = Map.groupBy(new Set([...codes, ...anywhere]), (code) => problems[code].status);
  return applyDecorators(
    ...[...byStatus].map(([status, ofStatus]) =>
      ApiResponse({
        status,
        description: ofStatus.map((code) => problems[code].title).join('; '),
        content: { 'application/problem+json': { schema: problemReference(dialect), examples: examplesOf(ofStatus, dialect) } },
      }),
    ),
  );
}

function examplesOf(codes: readonly ProblemCode[], dialect: ProblemDialect | undefined): Record<string, { value: unknown }> {
  return Object.fromEntries(
    codes.map((code) => {
      const { status } = problems[code];
      const extras = status === 409 || status === 429 || status === 503 ? { retry_after: exampleRetrySeconds } : {};
      return [code, { value: problemDocument(new Problem(code, extras), exampleRequestId, dialect) }];
    }),
  );
}
