import { type Problem, problems } from '@sixdigit/contract';

/** An RFC 9457 problem. `type` is a name, not an address: the page of problems moves, the name does not. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly request_id: string;
}

/** What a client gets to see of a problem. */
export function problemDocument({ code, extras }: Problem, requestId: string): ProblemDocument {
  const { status, title, detail } = problems[code];
  return { type: `urn:sixdigit:problem:${code}`, title, status, detail, code, request_id: requestId, ...extras };
}

/** Headers that belong to a problem: when to come back, and how to authenticate (RFC 6750 §3). */
export function problemHeaders({ code, status, extras }: Problem): Record<string, string> {
  return {
    'content-type': 'application/problem+json; charset=utf-8',
    ...(extras.retry_after ? { 'retry-after': String(extras.retry_after) } : {}),
    ...(status === 401 ? { 'www-authenticate': code === 'token_required' ? 'Bearer' : 'Bearer error="invalid_token"' } : {}),
  };
}
