import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@sixdigit/caller';
import { Clock } from '@sixdigit/config';
import { Problem } from '@sixdigit/contract';
import { randomToken } from '@sixdigit/keys';
import { AccessTokens } from './access-tokens.js';
import type { Authentication } from './authentication.js';
import { type RefreshToken, RefreshTokens } from './refresh-tokens.js';
import { SessionStore } from './session.store.js';
import { TokenConfig } from './token.config.js';

/** A session that is about to be opened: the statement that signs in writes `id`, `familyHash` and `days`. */
export interface NewSession {
  readonly id: string;
  readonly familyHash: string;
  readonly days: number;
  readonly refreshToken: RefreshToken;
}

/** Whose session it is, and how they proved themselves. */
export interface SessionFacts extends Authentication {
  readonly id: string;
  readonly userId: number;
  readonly role: string;
  /** Of the authentication, in seconds since 1970. */
  readonly authTime: number;
}

export interface Tokens {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string;
}

/** Who an access token speaks for, and what they proved. */
export interface Principal extends Authentication {
  readonly userId: number;
  readonly sessionId: string;
  readonly role: string;
  /** Of the authentication, in seconds since 1970; refreshing does not move it. */
  readonly authTime: number;
}

/** The one client there is: the team's own front ends. */
const clientId = 'first-party';

/** Proving a session: access tokens, and refresh tokens that rotate. */
@Injectable()
export class TokenService {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly sessions: SessionStore,
    private readonly config: TokenConfig,
    private readonly clock: Clock,
  ) {}

  newSession(): NewSession {
    const refreshToken = this.refreshTokens.newFamily();
    return { id: randomUUID(), familyHash: refreshToken.familyHash, days: this.config.sessionDays, refreshToken };
  }

  /** The tokens of a session that stands in the database. */
  grant({ id, userId, role, authTime, amr, acr }: SessionFacts, refreshToken: RefreshToken): Tokens {
    const nowSeconds = Math.floor(this.clock.now() / 1000);
    const expiresInSeconds = this.config.accessTokenMinutes * 60;
    const accessToken = this.accessTokens.sign({
      sub: String(userId),
      client_id: clientId,
      sid: id,
      jti: randomToken(16),
      iat: nowSeconds,
      nbf: nowSeconds,
      exp: nowSeconds + expiresInSeconds,
      auth_time: authTime,
      amr,
      acr,
      roles: [role],
    });
    return { accessToken, expiresInSeconds, refreshToken: this.refreshTokens.write(refreshToken) };
  }

  /** Rotates. Throws a `Problem` (401) for a token that is not good any more; reuse ends the family. */
  async refresh(text: string, { requestId, network }: Caller): Promise<Tokens> {
    const presented = this.refreshTokens.read(text);
    if (!presented) throw new Problem('refresh_token_invalid');
    const { familyHash, generation } = presented;
    const { graceSeconds } = this.config;
    const session = await this.sessions.rotate({ familyHash, generation, graceSeconds, requestId, network });
    if (!session || session.end_reason) throw new Problem('refresh_token_invalid');
    const { user_id: userId, auth_time: authTime } = session;
    return this.grant({ ...session, userId, authTime }, this.refreshTokens.next(presented));
  }

  /** Throws a `Problem` (401) unless it is one of our own live access tokens. */
  verify(accessToken: string): Principal {
    const { sub, sid, roles, auth_time, amr, acr } = this.accessTokens.verify(accessToken, this.clock.now());
    return { userId: Number(sub), sessionId: sid, role: roles[0]!, authTime: auth_time, amr, acr };
  }

  /** Ends the caller's session, or all of the user's. */
  async end({ sessionId, userId }: Principal, everywhere: boolean, { requestId, network }: Caller): Promise<void> {
    await this.sessions.end({ sessionId, userId, everywhere, requestId, network });
  }
}
