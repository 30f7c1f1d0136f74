import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What one caller is counted by. */
export interface Network {
  /** An IPv4 address, or the /64 that an IPv6 address is in, as RFC 5952 writes it. */
  readonly bucket: string;
  /** The /48 around it: a site that moves from one /64 to the next is still one site. */
  readonly wide?: string;
}

/** All that is no address shares one bucket, so that inventing addresses wins nothing. */
const unknown: Network = { bucket: 'unknown' };

const groupBits = 16;

/** The network of an address. All spellings of one address give the same answer. Pure. */
export function networkOf(ip: string | undefined): Network {
  // `isIP` is strict: `010.0.0.1` or `127.1` mean different hosts to different parsers and are no addresses here
  switch (isIP(ip ?? '')) {
    case 4:
      return { bucket: ip! };
    case 6:
      return networkOfIpv6(ip!);
    default:
      return unknown;
  }
}

/** How a dual-stack socket reports its IPv4 clients. */
const mappedPrefix = '::ffff:';

function networkOfIpv6(ip: string): Network {
  // the usual spelling of most addresses there are, without the cost of parsing it
  if (ip.startsWith(mappedPrefix)) {
    const rest = ip.slice(mappedPrefix.length);
    if (isIP(rest) === 4) return { bucket: rest };
  }
  const zone = ip.indexOf('%');
  const address = ipaddr.IPv6.parse(undotted(zone < 0 ? ip : ip.slice(0, zone)));
  // a second name of an address would be a second budget
  if (address.isIPv4MappedAddress()) return { bucket: address.toIPv4Address().toString() };
  return { bucket: prefix(address.parts, 64), wide: prefix(address.parts, 48) };
}

/** The parser takes `::192.0.2.1` for the mapped `::ffff:192.0.2.1`, so that a caller could spend the budget of another: it gets hex only. */
function undotted(ip: string): string {
  if (!ip.includes('.')) return ip;
  const end = ip.lastIndexOf(':') + 1;
  const [a = 0, b = 0, c = 0, d = 0] = ip.slice(end).split('.').map(Number);
  return `${ip.slice(0, end)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}

/** The longest run of zeros is always the one at the end, which `::` stands for. */
function prefix(parts: readonly number[], bits: number): string {
  let groups = bits / groupBits;
  while (groups > 0 && parts[groups - 1] === 0) groups -= 1;
  let text = '';
  for (let i = 0; i < groups; i += 1) text += i === 0 ? parts[i]!.toString(16) : `:${parts[i]!.toString(16)}`;
  return `${text}::/${bits}`;
}
