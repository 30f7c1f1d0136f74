import type { KeyObject } from 'node:crypto';

/** A key of access tokens, named in their header. */
export interface SigningKey {
  readonly kid: string;
  readonly algorithm: 'HS256';
  readonly key: KeyObject;
}
