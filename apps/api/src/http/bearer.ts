/** The token of an `Authorization: Bearer` header (RFC 6750 §2.1); undefined when there is none, empty when the header is something else. */
export function bearerToken(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  return /^Bearer ([\w.~+/=-]+)$/i.exec(header)?.[1] ?? '';
}
