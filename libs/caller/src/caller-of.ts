import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Caller } from './caller.js';
import { networkOf } from './network-of.js';

/** What of a Fastify request says who sent it. `ip` follows `trustProxy`. */
interface Sender {
  readonly ip?: string;
  readonly id: unknown;
}

/** The caller with this address. Anything that is no address is one caller of its own. */
export function callerAt(ip: string, requestId: string): Caller {
  const { bucket, wide = bucket } = networkOf(ip);
  const end = bucket.includes(':') ? -1 : bucket.lastIndexOf('.');
  return { ip, network: bucket, site: wide, range: end < 0 ? '' : `${bucket.slice(0, end)}.0/24`, requestId };
}

export function callerOf(request: Sender): Caller {
  return callerAt(request.ip ?? '', String(request.id));
}

/** The {@link Caller} of a request, as a parameter of its handler. */
export const FromCaller = createParamDecorator(
  (_: undefined, context: ExecutionContext): Caller => callerOf(context.switchToHttp().getRequest<Sender>()),
);
