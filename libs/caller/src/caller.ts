/** Who sent a request, as far as limits and the audit trail need to know. */
export interface Caller {
  /** The client's address, after the trusted-proxy rule. */
  readonly ip: string;
  /** What limits count by: an IPv4 address, or the /64 of an IPv6 address. Empty where there is no caller. */
  readonly network: string;
  /** An IPv4 address, or the /48 of an IPv6 address: a line that moves from one /64 to the next is still one site. */
  readonly site: string;
  /** The /24 of an IPv4 address; empty for IPv6. */
  readonly range: string;
  readonly requestId: string;
}

/** No caller: the service itself, a tool, or a library call that names no address. It has no share that could be used up. */
export const noCaller: Caller = { ip: '', network: '', site: '', range: '', requestId: '' };
