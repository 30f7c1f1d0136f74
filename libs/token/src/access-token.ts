import { JwtService } from '@nestjs/jwt';
import { Problem } from '@sixdigit/contract';
import { areClaims, type Claims } from './claims.js';
import type { SigningKey } from './signing-key.js';

/** No token of ours is longer. */
const charactersMax = 4096;

/** Clocks of two machines may differ by this much (R60). */
const leewaySeconds = 10;

const canonical = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/**
 * Signs and verifies access tokens with one pinned algorithm. The only file that knows the JWT library:
 * other kinds of keys come in as further {@link SigningKey}s.
 */
export class AccessTokens {
  private readonly jwt = new JwtService({});
  /** Header segments that we make ourselves, each with its key. No other header is read at all, so none can choose a key or an algorithm. */
  private readonly keysByHeader = new Map<string, SigningKey>();
  private readonly signingKey: SigningKey;

  /** @param keys the signing one first; the others only verify. */
  constructor(
    keys: readonly [SigningKey, ...SigningKey[]],
    private readonly issuer: string,
  ) {
    this.signingKey = keys[0];
    for (const key of keys) this.keysByHeader.set(headerOf(this.signWith(key, {})), key);
  }

  sign(claims: Claims): string {
    return this.signWith(this.signingKey, claims);
  }

  /** Throws a `Problem` (401) for whatever is not one of our own live tokens, exactly. */
  verify(token: string, nowMs: number): Claims {
    const nowSeconds = Math.floor(nowMs / 1000);
    const parts = token.length <= charactersMax ? canonical.exec(token) : null;
    const key = this.keysByHeader.get(parts?.[1] ?? '');
    // a second spelling of the same signature would be a second name of a revoked token (R63)
    if (!parts || !key || !isCanonical(parts[3]!)) throw new Problem('token_invalid');
    const claims = this.read(token, key, nowSeconds);
    if (!areClaims(claims) || claims.iat > nowSeconds + leewaySeconds) throw new Problem('token_invalid');
    return claims;
  }

  private read(token: string, key: SigningKey, nowSeconds: number): unknown {
    try {
      return this.jwt.verify<object>(token, {
        secret: key.key as never, // the library takes a KeyObject; its types do not say so
        algorithms: [key.algorithm],
        issuer: this.issuer,
        audience: this.issuer,
        clockTimestamp: nowSeconds,
        clockTolerance: leewaySeconds,
      });
    } catch (cause) {
      throw new Problem('token_invalid', {}, { cause });
    }
  }

  private signWith({ kid, algorithm, key }: SigningKey, claims: object): string {
    return this.jwt.sign(claims, {
      secret: key as never,
      algorithm,
      header: { typ: 'at+jwt', kid, alg: algorithm },
    });
  }
}

function headerOf(token: string): string {
  return token.slice(0, token.indexOf('.'));
}

function isCanonical(base64url: string): boolean {
  return Buffer.from(base64url, 'base64url').toString('base64url') === base64url;
}
