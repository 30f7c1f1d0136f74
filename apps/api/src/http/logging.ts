import type { IncomingMessage } from 'node:http';
import { RequestMethod } from '@nestjs/common';
import { maskPhonesIn } from '@sixdigit/contract';
import type { Params } from 'nestjs-pino';

/** Asked every few seconds by machines. */
const quietPaths = new Set(['/healthz', '/readyz']);

/** How deep a chain of causes is followed. */
const causesMax = 5;

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly [member: string]: unknown;
}

/** Where log lines go; the standard output without one. */
export interface LogSink {
  write(line: string): void;
}

/** JSON lines; readable ones for people. No bodies, no query, no header. */
export function loggerParams(level: string, readable: boolean, sink?: LogSink): Params {
  const options = {
    level,
    base: null,
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'request_id' },
    serializers: {
      err: (error: unknown) => loggedError(error),
      req: (request: { method: string; url: string }) => ({ method: request.method, path: request.url.split('?')[0] }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
    autoLogging: {
      ignore: (request: IncomingMessage & { originalUrl?: string }) => quietPaths.has(request.originalUrl ?? request.url ?? ''),
    },
    ...(readable && !sink ? { transport: { target: 'pino-pretty', options: { singleLine: true, ignore: 'pid,hostname' } } } : {}),
  };
  return {
    pinoHttp: sink ? [options, sink] : options,
    // the default route of nestjs-pino matches nothing but `/` on Fastify
    forRoutes: [{ path: '/{*splat}', method: RequestMethod.ALL }],
  };
}

/**
 * What the log may hold of an error: a list of members that are known to be harmless, because drivers put whole rows
 * into others (`detail`, `where`), and texts without anything that may be a number.
 */
export function loggedError(error: unknown, depth = 0): LoggedError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, kind, advice, report } = error as { code?: unknown; kind?: unknown; advice?: unknown; report?: unknown };
  const cause = depth < causesMax ? loggedError(error.cause, depth + 1) : undefined;
  return {
    type: error.name,
    message: maskPhonesIn(error.message),
    ...(code !== undefined ? { code } : {}),
    ...(kind !== undefined ? { kind, advice, report } : {}),
    stack: maskPhonesIn(error.stack ?? ''),
    ...(cause ? { cause } : {}),
  };
}
