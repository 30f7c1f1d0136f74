import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Caller } from './caller.js';
import { networkOf } from './network-of.js';

/** What of a Fastify request says who sent it. `ip` follows `trustProxy`. */
interface Sender {
  readonly ip?: string;
  readonly id: unknown;
}

export function callerOf(request: Sender): Caller {
  const ip = request.ip ?? '';
  return { ip, network: networkOf(ip).bucket, requestId: String(request.id) };
}

/** The {@link Caller} of a request, as a parameter of its handler. */
export const FromCaller = createParamDecorator(
  (_: undefined, context: ExecutionContext): Caller => callerOf(context.switchToHttp().getRequest<Sender>()),
);
