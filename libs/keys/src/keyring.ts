import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { KeysConfig } from './keys.config.js';

/** Each use has its own subkey, so that what one makes means nothing to another (R163). */
export type KeyUse =
  | 'access_token'
  | 'audit_phone'
  | 'challenge_network'
  | 'challenge_seal'
  | 'challenge_destination'
  | 'idempotency'
  | 'limit_phone'
  | 'otp_code'
  | 'otp_mac'
  | 'refresh_token';

/** A subkey and the short id of the root key it came from, which everything stored carries. */
export interface Subkey {
  readonly id: string;
  readonly key: KeyObject;
}

/** The subkeys of the root key and of those it replaced, derived by HKDF-SHA-256 (RFC 5869). */
export class Keyring {
  private readonly derived = new Map<KeyUse, readonly Subkey[]>();

  /** @param secrets the root keys, the one in force first. */
  constructor(private readonly secrets: readonly [string, ...string[]]) {}

  /** Of the root keys that the settings name. */
  static of({ secretKey, previous }: KeysConfig): Keyring {
    if (!secretKey) throw new Error('SECRET_KEY should have been made or refused before the start.');
    return new Keyring([secretKey, ...previous]);
  }

  /** Makes what is made from now on. */
  current(use: KeyUse): Subkey {
    return this.all(use)[0]!;
  }

  /** Names what must keep its name while a root key is being replaced. */
  oldest(use: KeyUse): Subkey {
    return this.all(use).at(-1)!;
  }

  /** Verify and open; the one in force first. */
  all(use: KeyUse): readonly Subkey[] {
    let subkeys = this.derived.get(use);
    if (!subkeys) {
      subkeys = this.secrets.map((secret) => ({ id: shortId(secret), key: createSecretKey(derive(secret, use, 32)) }));
      this.derived.set(use, subkeys);
    }
    return subkeys;
  }

  /** The subkey with this short id. */
  byId(use: KeyUse, id: string): Subkey | undefined {
    return this.all(use).find((subkey) => subkey.id === id);
  }
}

function shortId(secret: string): string {
  return derive(secret, 'id', 6).toString('base64url');
}

function derive(secret: string, info: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `sixdigit/${info}`, bytes));
}
