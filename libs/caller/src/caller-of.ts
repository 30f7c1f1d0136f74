import { isIP } from 'node:net';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import type { Caller } from './caller.js';

/** What of a Fastify request says who sent it. `ip` follows `trustProxy`. */
interface Sender {
  readonly ip?: string;
  readonly id: unknown;
}

/** The networks that an address is in. */
type Networks = Pick<Caller, 'network' | 'site' | 'range'>;

/** All that is no address shares one network, so that inventing addresses wins nothing. */
const unknown: Networks = { network: 'unknown', site: 'unknown', range: '' };

const callers = new WeakMap<Sender, Caller>();

/** The caller of a request: worked out once, then kept with it. */
export function callerOf(request: Sender): Caller {
  let caller = callers.get(request);
  if (!caller) {
    caller = callerAt(request.ip ?? '', String(request.id));
    callers.set(request, caller);
  }
  return caller;
}

/** The {@link Caller} of a request, as a parameter of its handler. */
export const FromCaller = createParamDecorator(
  (_: undefined, context: ExecutionContext): Caller => callerOf(context.switchToHttp().getRequest<Sender>()),
);

/** The caller with this address. All spellings of one address give the same networks. Pure. */
export function callerAt(ip: string, requestId: string): Caller {
  return { ip, ...networksOf(ip), requestId };
}

function networksOf(ip: string): Networks {
  // `isIP` is strict: `010.0.0.1` or `127.1` mean different hosts to different parsers and are no addresses here
  switch (isIP(ip)) {
    case 4:
      return networksOfIpv4(ip);
    case 6:
      return networksOfIpv6(ip);
    default:
      return unknown;
  }
}

function networksOfIpv4(ip: string): Networks {
  return { network: ip, site: ip, range: `${ip.slice(0, ip.lastIndexOf('.'))}.0/24` };
}

/** How a dual-stack socket reports its IPv4 clients. */
const mappedPrefix = '::ffff:';

function networksOfIpv6(ip: string): Networks {
  // the usual spelling of most addresses there are, without the cost of parsing it
  if (ip.startsWith(mappedPrefix)) {
    const rest = ip.slice(mappedPrefix.length);
    if (isIP(rest) === 4) return networksOfIpv4(rest);
  }
  const zone = ip.indexOf('%');
  const address = ipaddr.IPv6.parse(undotted(zone < 0 ? ip : ip.slice(0, zone)));
  // a second name of an address would be a second budget
  if (address.isIPv4MappedAddress()) return networksOfIpv4(address.toIPv4Address().toString());
  return { network: prefix(address.parts, 64), site: prefix(address.parts, 48), range: '' };
}

/** The parser takes `::192.0.2.1` for the mapped `::ffff:192.0.2.1`, so that a caller could spend the budget of another: it gets hex only. */
function undotted(ip: string): string {
  if (!ip.includes('.')) return ip;
  const end = ip.lastIndexOf(':') + 1;
  const [a = 0, b = 0, c = 0, d = 0] = ip.slice(end).split('.').map(Number);
  return `${ip.slice(0, end)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}

const groupBits = 16;

/** As RFC 5952 writes it: the longest run of zeros is always the one at the end, which `::` stands for. */
function prefix(parts: readonly number[], bits: number): string {
  let groups = bits / groupBits;
  while (groups > 0 && parts[groups - 1] === 0) groups -= 1;
  let text = '';
  for (let i = 0; i < groups; i += 1) text += i === 0 ? parts[i]!.toString(16) : `:${parts[i]!.toString(16)}`;
  return `${text}::/${bits}`;
}
