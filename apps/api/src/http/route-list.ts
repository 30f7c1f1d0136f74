import { isSending } from '@sixdigit/limits';
import type { FastifyContextConfig, FastifyInstance } from 'fastify';

/** A route as the router has it. */
interface RegisteredRoute {
  readonly method: string;
  readonly url: string;
  readonly config: FastifyContextConfig;
}

const routesByServer = new WeakMap<object, RegisteredRoute[]>();

/** Keeps a list of the routes that are registered from now on. */
export function listRoutes(fastify: FastifyInstance): void {
  const routes: RegisteredRoute[] = [];
  routesByServer.set(fastify, routes);
  fastify.addHook('onRoute', ({ method, url, config = {} }) => {
    for (const one of [method].flat()) routes.push({ method: one, url, config });
  });
}

/** All routes of the router. */
export function registeredRoutes(fastify: FastifyInstance): readonly RegisteredRoute[] {
  return routesByServer.get(fastify) ?? [];
}

/** Every route that sends a message, as `POST /api/…`: those that draw on a budget of messages. */
export function sendingRoutes(fastify: FastifyInstance): readonly string[] {
  return registeredRoutes(fastify)
    .filter(({ config }) => isSending(config.budgets ?? []))
    .map(({ method, url }) => `${method} ${url}`);
}
