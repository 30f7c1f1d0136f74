import { isIP } from 'node:net';

const widestPrefix = { 4: 32, 6: 128 } as const;

/**
 * Whether a text is an address or a CIDR range, exactly. Shorthands are refused: the parser
 * behind `trustProxy` reads a hop count such as `1` as the address 0.0.0.1. So is a range of everything.
 */
export function isProxyAddress(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if ((family !== 4 && family !== 6) || address.includes('%') || rest.length > 0) return false;
  return prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= widestPrefix[family]);
}
