import type { Request, RequestHandler, Response } from 'express';

interface Reach {
  /** Part of the path; every path without it. */
  readonly match?: string;
  /** How often; until it is cleared without it. */
  readonly times?: number;
  /** What was asked for is done all the same: only the answer goes wrong. */
  readonly carriedOut?: boolean;
}

/** An answer that refuses. Without a code a gateway may answer in the vendor's place. */
export interface ErrorFault {
  readonly kind: 'error';
  readonly status: number;
  readonly code?: number;
  readonly message?: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** What the sandbox does instead of answering. */
export type Fault = Reach &
  (
    | ErrorFault
    | { readonly kind: 'slow'; readonly ms: number }
    | { readonly kind: 'hang' }
    | { readonly kind: 'reset' }
    | { readonly kind: 'malformed' }
  );

const kinds = new Set(['error', 'slow', 'hang', 'reset', 'malformed']);

/** True for what may be added; for JSON from outside. */
export function isFault(value: unknown): value is Fault {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !kinds.has(String(value.kind))) return false;
  const { status, ms } = value as { status?: unknown; ms?: unknown };
  if (value.kind === 'error') return Number.isInteger(status) && Number(status) >= 200 && Number(status) < 600;
  return value.kind !== 'slow' || (typeof ms === 'number' && ms >= 0);
}

/** The faults in force, oldest first. */
export class Faults {
  private list: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.list.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.list = [];
  }

  /** The fault that this request meets, which is one less from now on. */
  take(path: string): Fault | undefined {
    const found = this.list.find(({ fault }) => path.includes(fault.match ?? ''));
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.list = this.list.filter((entry) => entry !== found);
    return found.fault;
  }
}

/** How the vendor of a path words an error; undefined where its gateway answers in its place. */
type ErrorBody = (path: string, fault: ErrorFault) => object | undefined;

/** Meets the faults that were injected. `later` runs a task after some milliseconds of the sandbox's clock. */
export function faulty(faults: Faults, later: (ms: number, task: () => void) => void, errorBody: ErrorBody): RequestHandler {
  return (request, response, next) => {
    const fault = faults.take(request.path);
    if (!fault) return next();
    if (fault.kind === 'slow') return later(fault.ms, next);
    const misbehaving = () => misbehave(fault, request, response, errorBody);
    if (!fault.carriedOut) return misbehaving();
    loseAnswer(response, misbehaving);
    next();
  };
}

/** Lets the answer be made, and does something else in its place. */
function loseAnswer(response: Response, instead: () => void): void {
  const { end } = response;
  response.end = (() => {
    response.end = end;
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    instead();
    return response;
  }) as Response['end'];
}

/** Everything but an answer in time. */
export function misbehave(fault: Fault, request: Request, response: Response, errorBody: ErrorBody = () => undefined): void {
  if (fault.kind === 'reset') request.socket.resetAndDestroy();
  if (fault.kind === 'malformed') response.writeHead(200, { 'content-type': 'application/json' }).end('{"sid":"');
  if (fault.kind === 'error') fail(fault, response, errorBody(request.originalUrl, fault));
}

function fail({ status, retryAfter }: ErrorFault, response: Response, body: object | undefined): void {
  if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter));
  if (body === undefined) return void response.writeHead(status, { 'content-type': 'text/html' }).end(`<h1>${status}</h1>`);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
