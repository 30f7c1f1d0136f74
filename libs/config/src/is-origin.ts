/** Whether a text is an origin as browsers write it (RFC 6454 §6.2): in lower case, without the usual port, path, user or query. */
export function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, hostname } = new URL(text);
  return origin === text && /^https?:$/.test(protocol) && !hostname.includes('*');
}
