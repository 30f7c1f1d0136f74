/** How many times the limit of a /64 the /48 around it has. */
export const wideFactor = 4;

/** The logs that a hit on `key` is written to: the network's own, and that of the wider one where there is one. */
export function logsOf(key: string): readonly [own: string, wide?: string] {
  const end = key.indexOf('}') + 1;
  return end === 0 || end === key.length ? [key] : [key, key.slice(0, end)];
}
