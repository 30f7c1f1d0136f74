import { HttpException } from '@nestjs/common';
import { Problem, type ProblemCode } from '@sixdigit/contract';

/** Statuses that the framework answers by itself, before a handler runs. */
const frameworkStatuses: Readonly<Record<number, ProblemCode>> = {
  400: 'request_malformed',
  404: 'not_found',
  408: 'request_timeout',
  413: 'body_too_large',
  414: 'uri_too_long',
  415: 'media_type_unsupported',
  431: 'headers_too_large',
};

/** Whatever was thrown, as a problem. What we did not throw on purpose is an internal error. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown } | null)?.statusCode;
  const code = frameworkStatuses[Number(status)] ?? 'internal_error';
  return new Problem(code, {}, { cause: error });
}
