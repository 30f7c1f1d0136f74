import { createHmac } from 'node:crypto';
import { type Keyring, open, type Subkey, seal } from '@sixdigit/keys';

/** A request that names itself by a key. */
export interface NamedRequest {
  /** Whose request it is: the same key of somebody else is another request. */
  readonly sender: string;
  /** Method and path. */
  readonly route: string;
  /** The `Idempotency-Key`. */
  readonly key: string;
  readonly body: unknown;
}

/**
 * Names, compares and seals replies that are kept for callers who lost them. A reply can be opened only with the request's own
 * key, of which nothing is kept: neither the store nor the root key alone gives tokens away.
 */
export class KeptReplies {
  private readonly subkey: Subkey;

  constructor(keyring: Keyring) {
    this.subkey = keyring.current('idempotency');
  }

  nameOf({ sender, route, key }: NamedRequest): string {
    return this.mac('name', [sender, route, key]).toString('base64url');
  }

  /** The same for the same body, in whatever order its fields come. */
  fingerprintOf({ body }: NamedRequest): string {
    return this.mac('body', [canonical(body)]).toString('base64url');
  }

  seal(request: NamedRequest, reply: unknown): string {
    return seal(this.sealKeyOf(request), JSON.stringify(reply), request.route);
  }

  open(request: NamedRequest, sealed: string): unknown {
    return JSON.parse(open(this.sealKeyOf(request), sealed, request.route));
  }

  private sealKeyOf({ sender, route, key }: NamedRequest): Buffer {
    return this.mac('seal', [sender, route, key]);
  }

  private mac(use: string, parts: readonly unknown[]): Buffer {
    return createHmac('sha256', this.subkey.key)
      .update(JSON.stringify([use, ...parts]))
      .digest();
  }
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.entries(value)
    .map(([name, inner]) => [name, canonical(inner)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
