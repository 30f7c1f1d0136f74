import type { KeyObject } from 'node:crypto';

/** A key that verifies access tokens, named in their header. For ES256 the public half is enough. */
export interface AccessKey {
  readonly kid: string;
  readonly algorithm: 'HS256' | 'ES256';
  readonly key: KeyObject;
}

/** The keys of one moment. Never changed: a caller that holds it signs and verifies with one and the same set. */
export interface AccessKeys {
  /** For ES256 the private half. */
  readonly signing: AccessKey;
  /** All that is accepted, the counterpart of the signing one among them. */
  readonly verifying: readonly AccessKey[];
}
