import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Caller } from './caller.js';
import { networkOf } from './network-of.js';

/** What of a Fastify request says who sent it. `ip` follows `trustProxy`. */
interface Sender {
  readonly ip?: string;
  readonly id: unknown;
}

/** Guards, interceptors and handlers ask for the caller of the same request. */
const known = new WeakMap<Sender, Caller>();

function readCaller(request: Sender): Caller {
  const ip = request.ip ?? '';
  const { bucket, wide } = networkOf(ip);
  const caller = { ip, network: bucket, requestId: String(request.id), ...(wide === undefined ? {} : { wideNetwork: wide }) };
  known.set(request, caller);
  return caller;
}

export const callerOf = (request: Sender): Caller => known.get(request) ?? readCaller(request);

/** The {@link Caller} of a request, as a parameter of its handler. */
export const FromCaller = createParamDecorator(
  (_: undefined, context: ExecutionContext): Caller => callerOf(context.switchToHttp().getRequest<Sender>()),
);
