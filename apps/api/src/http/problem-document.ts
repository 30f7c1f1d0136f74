import { type Problem, problems } from '@sixdigit/contract';
import type { ProblemBody } from './problem-body.js';
import { dialectMembers, type ProblemDialect } from './problem-dialect.js';

/** What a client gets to see of a problem, in the dialect of its route. */
export function problemDocument({ code, extras }: Problem, requestId: string, dialect?: ProblemDialect): ProblemBody {
  const { status, title, detail: tableText } = problems[code];
  const detail = dialect?.details?.[code] ?? tableText;
  const document = { type: `urn:sixdigit:problem:${code}`, title, status, detail, code, request_id: requestId, ...extras };
  return dialect ? { ...document, ...dialectMembers(dialect, document) } : document;
}

/** Headers that belong to a problem: when to come back, and how to authenticate (RFC 6750 §3). */
export function problemHeaders({ code, status, extras }: Problem): Record<string, string> {
  return {
    'content-type': 'application/problem+json; charset=utf-8',
    ...(extras.retry_after ? { 'retry-after': String(extras.retry_after) } : {}),
    ...(status === 401 ? { 'www-authenticate': code === 'token_required' ? 'Bearer' : 'Bearer error="invalid_token"' } : {}),
  };
}
