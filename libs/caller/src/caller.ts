/** Who sent a request, as far as limits and the audit trail need to know. */
export interface Caller {
  /** The client's address, after the trusted-proxy rule. */
  readonly ip: string;
  /** What limits count by: an IPv4 address, or the /64 of an IPv6 address. Empty: the caller has no network (library use). */
  readonly network: string;
  /** The /48 around an IPv6 network. */
  readonly wideNetwork?: string;
  readonly requestId: string;
}
