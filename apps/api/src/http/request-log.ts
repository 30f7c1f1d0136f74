import { AsyncLocalStorage } from 'node:async_hooks';
import { maskPhonesIn } from '@sixdigit/contract';
import type { FastifyInstance } from 'fastify';

/** Asked every few seconds by machines. */
const quietPaths = new Set(['/healthz', '/readyz', '/metrics']);

const unknownPathMax = 100;

const scope = new AsyncLocalStorage<string>();

/** The id of the request that is being worked on. */
export function requestIdInScope(): string | undefined {
  return scope.getStore();
}

/** What of a request is logged: no body, no query, no header, no address. */
export interface RequestLine {
  readonly request_id: string;
  readonly method: string;
  /** The route as it is declared; what names no route, without what may be a number. */
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  /** The caller went away before the reply was sent. */
  readonly aborted?: true;
}

/** One short line for each request, and its id within reach of everything that it has done. */
export function logRequests(fastify: FastifyInstance, write: (line: RequestLine) => void): void {
  // not earlier: the body is read in the context of the socket
  fastify.addHook('preHandler', (request, _reply, done) => scope.run(request.id, done));
  fastify.addHook('onResponse', (request, reply, done) => {
    const { url = maskPhonesIn(request.url.split('?', 1)[0]!.slice(0, unknownPathMax)) } = request.routeOptions;
    if (!quietPaths.has(url))
      write({
        request_id: request.id,
        method: request.method,
        path: url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ...(reply.raw.writableFinished ? {} : { aborted: true }),
      });
    done();
  });
}
