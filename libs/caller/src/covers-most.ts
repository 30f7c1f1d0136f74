import ipaddr from 'ipaddr.js';
import { isProxyAddress } from './proxy-address.js';

interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

/** All of IPv4, and as IPv6 maps it (RFC 4291 §2.5.5.2). */
const ipv4 = range('0.0.0.0', 0);
const mappedIpv4 = range('::ffff:0.0.0.0', 96);

/** What is handed out of IPv6: global unicast (RFC 4291 §2.5.4). */
const globalIpv6 = range('2000::', 3);

/** Whether addresses and CIDR ranges together hold half of IPv4 or of IPv6, or more. What is neither is passed over. */
export function coversMost(texts: readonly string[]): boolean {
  const ranges = texts.filter(isProxyAddress).map((text) => {
    const [address = '', prefix] = text.split('/');
    return { isIpv4: !address.includes(':'), ...range(address, prefix === undefined ? undefined : Number(prefix)) };
  });
  const four = ranges.filter(({ isIpv4 }) => isIpv4);
  const six = ranges.filter(({ isIpv4 }) => !isIpv4);
  const mapped = six.map((one) => shifted(within(one, mappedIpv4), -mappedIpv4.first));
  return isMost([...four, ...mapped], ipv4) || isMost(six, globalIpv6);
}

function range(address: string, prefix?: number): Range {
  const bytes = ipaddr.parse(address).toByteArray();
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const free = BigInt(bytes.length * 8 - (prefix ?? bytes.length * 8));
  const first = (value >> free) << free;
  return { first, last: first + (1n << free) - 1n };
}

function within(one: Range, other: Range): Range {
  return { first: larger(one.first, other.first), last: -larger(-one.last, -other.last) };
}

function shifted({ first, last }: Range, by: bigint): Range {
  return { first: first + by, last: last + by };
}

/** `Math.max` takes no large integers. */
function larger(one: bigint, other: bigint): bigint {
  if (one > other) return one;
  return other;
}

/** Counts what overlaps once. */
function isMost(ranges: readonly Range[], whole: Range): boolean {
  const parts = ranges
    .map((one) => within(one, whole))
    .filter(({ first, last }) => first <= last)
    .sort((a, b) => (a.first < b.first ? -1 : 1));
  let covered = 0n;
  let next = whole.first;
  for (const { first, last } of parts) {
    const from = larger(first, next);
    if (last < from) continue;
    covered += last - from + 1n;
    next = last + 1n;
  }
  return covered * 2n >= whole.last - whole.first + 1n;
}
