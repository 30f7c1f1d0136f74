import { randomUUID } from 'node:crypto';
import { type Caller } from '@sixdigit/caller';
import type { ServiceConfig } from '@sixdigit/config';
import { type Clock } from '@sixdigit/config';
import { Problem } from '@sixdigit/contract';
import { randomToken } from '@sixdigit/keys';
import type { AccessTokens } from './access-token.js';
import type { RefreshToken, RefreshTokens } from './refresh-token.js';
import type { SessionStore } from './session.store.js';
import type { TokenConfig } from './token.config.js';

/** A session that is about to be opened: the statement that signs in writes `id`, `familyHash` and `days`. */
export interface NewSession {
  readonly id: string;
  readonly familyHash: string;
  readonly days: number;
  readonly refreshToken: RefreshToken;
}

/** Who a session belongs to and how it came to be. */
export interface SessionFacts {
  readonly id: string;
  readonly userId: number;
  /** Seconds since 1970. */
  readonly authenticated: number;
  readonly channel: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string;
}

/** Who an access token speaks for. */
export interface Principal {
  readonly userId: number;
  readonly sessionId: string;
}

/** The one client there is: the team's own front ends. */
const clientId = 'first-party';

/** One factor, verified by possession (NIST SP 800-63B: AAL1). */
const singleFactor = 'aal1';

/** Proving a session: access tokens, and refresh tokens that rotate. */
export class TokenService {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly sessions: SessionStore,
    private readonly config: TokenConfig & Pick<ServiceConfig, 'publicBaseUrl'>,
    private readonly clock: Clock,
  ) {}

  newSession(): NewSession {
    const refreshToken = this.refreshTokens.newFamily();
    return { id: randomUUID(), familyHash: refreshToken.familyHash, days: this.config.sessionDays, refreshToken };
  }

  /** The tokens of a session that stands in the database. */
  grant(session: SessionFacts, refreshToken: RefreshToken): Tokens {
    const nowSeconds = Math.floor(this.clock.now() / 1000);
    const expiresInSeconds = this.config.accessTokenMinutes * 60;
    const accessToken = this.accessTokens.sign({
      iss: this.config.publicBaseUrl,
      aud: this.config.publicBaseUrl,
      sub: String(session.userId),
      client_id: clientId,
      sid: session.id,
      jti: randomToken(16),
      iat: nowSeconds,
      nbf: nowSeconds,
      exp: nowSeconds + expiresInSeconds,
      auth_time: session.authenticated,
      amr: ['otp', session.channel],
      acr: singleFactor,
    });
    return { accessToken, expiresInSeconds, refreshToken: this.refreshTokens.write(refreshToken) };
  }

  /** Rotates. Throws a `Problem` (401) for a token that is not good any more; reuse ends the family. */
  async refresh(text: string, caller: Caller): Promise<Tokens> {
    const presented = this.refreshTokens.read(text);
    if (!presented) throw new Problem('refresh_token_invalid');
    const session = await this.sessions.rotate({
      familyHash: presented.familyHash,
      generation: presented.generation,
      graceSeconds: this.config.graceSeconds,
      requestId: caller.requestId,
      network: caller.network,
    });
    if (!session || session.end_reason) throw new Problem('refresh_token_invalid');
    return this.grant({ ...session, userId: session.user_id }, this.refreshTokens.next(presented));
  }

  /** Throws a `Problem` (401) unless it is one of our own live access tokens. */
  verify(accessToken: string): Principal {
    const claims = this.accessTokens.verify(accessToken, this.clock.now());
    const userId = Number(claims.sub);
    if (!Number.isSafeInteger(userId)) throw new Problem('token_invalid');
    return { userId, sessionId: claims.sid };
  }

  /** Ends the caller's session, or all of the user's. */
  async end(principal: Principal, everywhere: boolean, caller: Caller): Promise<void> {
    await this.sessions.end({
      id: principal.sessionId,
      userId: principal.userId,
      everywhere,
      requestId: caller.requestId,
      network: caller.network,
    });
  }
}
