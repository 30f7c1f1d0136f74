import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { ServiceConfig } from '@sixdigit/config';
import { Problem } from '@sixdigit/contract';
import { type AccessClaims, areAccessClaims } from './access-claims.js';
import type { AccessKey, AccessKeys } from './access-key.js';
import { AccessKeyRing } from './access-key-ring.js';

/** No token of ours is longer. */
const charactersMax = 4096;

/** Clocks of two machines may differ by this much (R60). */
const leewaySeconds = 10;

const canonical = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** RFC 9068 §2.1. */
const tokenType = 'at+jwt';

/** Signs and verifies access tokens. The only file that knows the JWT library; each key has one pinned algorithm. */
@Injectable()
export class AccessTokens {
  private readonly issuer: string;
  private accepted: { readonly keys: AccessKeys; readonly byHeader: ReadonlyMap<string, AccessKey> } | undefined;

  constructor(
    private readonly jwt: JwtService,
    private readonly ring: AccessKeyRing,
    service: ServiceConfig,
  ) {
    this.issuer = service.publicBaseUrl;
  }

  sign(claims: Omit<AccessClaims, 'iss' | 'aud'>): string {
    const { kid, algorithm, key } = this.ring.snapshot.signing;
    return this.jwt.sign(
      { iss: this.issuer, aud: this.issuer, ...claims },
      { privateKey: key, algorithm, header: { alg: algorithm, typ: tokenType, kid } },
    );
  }

  /** Throws a `Problem` (401) for whatever is not one of our own live tokens, exactly. */
  verify(token: string, nowMs: number): AccessClaims {
    const nowSeconds = Math.floor(nowMs / 1000);
    const parts = token.length <= charactersMax ? canonical.exec(token) : null;
    const key = this.keysByHeader().get(parts?.[1] ?? '');
    // a second spelling of the same signature would be a second name of a revoked token (R63)
    if (!parts || !key || !isCanonical(parts[3]!)) throw new Problem('token_invalid');
    const claims = this.read(token, key, nowSeconds);
    if (!areAccessClaims(claims) || claims.iat > nowSeconds + leewaySeconds) throw new Problem('token_invalid');
    return claims;
  }

  private read(token: string, { key, algorithm }: AccessKey, nowSeconds: number): unknown {
    try {
      return this.jwt.verify<object>(token, {
        publicKey: key as never, // the library takes a KeyObject; its types do not say so
        algorithms: [algorithm],
        issuer: this.issuer,
        audience: this.issuer,
        clockTimestamp: nowSeconds,
        clockTolerance: leewaySeconds,
      });
    } catch (cause) {
      throw new Problem('token_invalid', {}, { cause });
    }
  }

  /**
   * The header segments that our tokens have, each with its key. No other header is read at all, so none can choose a key or an
   * algorithm. They are computed and not made by signing: a key that only verifies has none to sign with.
   */
  private keysByHeader(): ReadonlyMap<string, AccessKey> {
    const keys = this.ring.snapshot;
    if (this.accepted?.keys !== keys) this.accepted = { keys, byHeader: new Map(keys.verifying.map((key) => [headerOf(key), key])) };
    return this.accepted.byHeader;
  }
}

/** As the library writes it: these members, in this order. */
function headerOf({ algorithm, kid }: AccessKey): string {
  return Buffer.from(JSON.stringify({ alg: algorithm, typ: tokenType, kid })).toString('base64url');
}

function isCanonical(base64url: string): boolean {
  return Buffer.from(base64url, 'base64url').toString('base64url') === base64url;
}
