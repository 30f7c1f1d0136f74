import { maskPhonesIn } from '@sixdigit/contract';
import type { Params } from 'nestjs-pino';
import pino from 'pino';
import { requestIdInScope } from './request-log.js';

/** Lines are gathered up to this size, and no longer than this. */
const gatherBytes = 4096;
const gatherMs = 200;

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
    mixin: () => {
      const id = requestIdInScope();
      return id === undefined ? {} : { request_id: id };
    },
    serializers: { err: (error: unknown) => loggedError(error) },
    ...(readable && !sink ? { transport: { target: 'pino-pretty', options: { singleLine: true, ignore: 'pid,hostname' } } } : {}),
  };
  return {
    pinoHttp: sink ? [options, sink] : readable ? options : [options, gatheredOutput()],
    // a middleware and a logger of its own for each request cost more than the rest of the log: see `request-log.ts`
    forRoutes: [],
  };
}

/** One system call for many lines. What waits is written at the latest after `gatherMs`, and when the process ends. */
function gatheredOutput(): LogSink {
  return pino.destination({ dest: 1, sync: false, minLength: gatherBytes, periodicFlush: gatherMs });
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
