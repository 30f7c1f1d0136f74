import { applyDecorators, HttpCode, HttpStatus, RequestMapping, RequestMethod, type Type, VERSION_NEUTRAL, Version } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { ProblemCode } from '@sixdigit/contract';
import { Idempotent, idempotencyProblems } from '@sixdigit/idempotency';
import { Budget, type BudgetName, budgetProblems } from '@sixdigit/limits';
import { DocumentedOperation, type OperationIds } from './operations.js';
import type { ProblemDialect, Schema } from './problem-dialect.js';
import { ProblemResponses } from './problem-responses.js';
import { accessProblems, Public } from './public.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Method and path below the controller's. */
export type RoutePath = Method | `${Method} ${string}`;

export interface RouteOptions {
  /** Unique over the interface. A route that answers with and without a version has a name for each. */
  readonly operationId: string | OperationIds;
  readonly summary: string;
  /** The DTO of a success, or its schema; without one the status is 204. */
  readonly reply?: Type | Schema;
  /** Only where `reply` alone does not say what a success is. */
  readonly replyDescription?: string;
  /** What the route itself may answer. What its other parts bring is added by them. */
  readonly problems?: readonly ProblemCode[];
  /** Answers callers who are not signed in. */
  readonly public?: boolean;
  /** Takes an `Idempotency-Key`, and keeps replies for so many seconds. */
  readonly idempotentSeconds?: number;
  /** At most one by network and one by user. */
  readonly budgets?: readonly BudgetName[];
  readonly dialect?: ProblemDialect;
}

/** What Fastify knows of a route before it reads the body of a request. */
declare module 'fastify' {
  interface FastifyContextConfig {
    readonly dialect?: ProblemDialect | undefined;
    readonly budgets?: readonly BudgetName[];
  }
}

/** A route, all of it: where it stands, who may call it how often, what it answers, and what the documents say. */
export function Route(path: RoutePath, options: RouteOptions): MethodDecorator {
  const { operationId, summary, budgets = [], idempotentSeconds, dialect } = options;
  const [method, ...below] = path.split(' ');
  return applyDecorators(
    RequestMapping({ method: RequestMethod[method as Method], path: below.join(' ') }),
    RouteConfig({ dialect, budgets }),
    DocumentedOperation({ id: operationId, dialect }),
    ...(typeof operationId === 'string' ? [] : [Version(['1', VERSION_NEUTRAL])]),
    ...(options.public ? [Public()] : []),
    ...(budgets.length > 0 ? [Budget(...budgets)] : []),
    ...(idempotentSeconds === undefined ? [] : [Idempotent(idempotentSeconds)]),
    ApiOperation({ summary }),
    Success(options),
    ProblemResponses(problemsOf(options), dialect),
  );
}

function Success({ reply, replyDescription = '' }: RouteOptions): MethodDecorator {
  const status = reply ? HttpStatus.OK : HttpStatus.NO_CONTENT;
  const shape = typeof reply === 'function' ? { type: reply } : reply ? { schema: reply } : {};
  return applyDecorators(HttpCode(status), ApiResponse({ status, description: replyDescription, ...shape }));
}

function problemsOf({ problems = [], budgets = [], idempotentSeconds, ...options }: RouteOptions): readonly ProblemCode[] {
  return [
    ...problems,
    ...(options.public ? [] : accessProblems),
    ...(budgets.length > 0 ? budgetProblems : []),
    ...(idempotentSeconds === undefined ? [] : idempotencyProblems),
  ];
}
