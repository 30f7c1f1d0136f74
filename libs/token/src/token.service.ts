import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@sixdigit/caller';
import { Clock } from '@sixdigit/config';
import { type Channel, Problem } from '@sixdigit/contract';
import { AccessTokens } from './access-tokens.js';
import { type Authentication, firstFactors } from './authentication.js';
import { type NewFamily, RefreshTokens } from './refresh-tokens.js';
import { SessionStore } from './session.store.js';
import { TokenConfig } from './token.config.js';

/** A session that is about to be opened: the statement that signs in writes all of it but the token. */
export interface NewSession extends Authentication, NewFamily {
  readonly sessionId: string;
  readonly sessionDays: number;
  /** By which the code came. */
  readonly channel: Channel;
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

  /** Of a user who brought the code that came by `channel`. */
  newSession(channel: Channel): NewSession {
    const { sessionDays } = this.config;
    return { sessionId: randomUUID(), sessionDays, channel, ...firstFactors[channel], ...this.refreshTokens.newFamily() };
  }

  /** The tokens of a session that stands in the database; `refreshToken` is the text of its family. */
  grant({ sessionId, userId, role, authTime, amr, acr }: Principal, refreshToken: string): Tokens {
    const nowSeconds = Math.floor(this.clock.now() / 1000);
    const expiresInSeconds = this.config.accessTokenMinutes * 60;
    const accessToken = this.accessTokens.sign({
      sub: String(userId),
      client_id: clientId,
      sid: sessionId,
      jti: randomUUID(),
      iat: nowSeconds,
      nbf: nowSeconds,
      exp: nowSeconds + expiresInSeconds,
      auth_time: authTime,
      amr,
      acr,
      roles: [role],
    });
    return { accessToken, expiresInSeconds, refreshToken };
  }

  /** Rotates. Throws a `Problem` (401) for a token that is not good any more; reuse ends the family. */
  async refresh(text: string, { requestId, network }: Caller): Promise<Tokens> {
    const presented = this.refreshTokens.read(text);
    if (!presented) throw new Problem('refresh_token_invalid');
    const { familyHash, generation } = presented;
    const { graceSeconds } = this.config;
    const session = await this.sessions.rotate({ familyHash, generation, graceSeconds, requestId, network });
    if (!session || session.end_reason) throw new Problem('refresh_token_invalid');
    const { id: sessionId, user_id: userId, auth_time: authTime } = session;
    return this.grant({ ...session, sessionId, userId, authTime }, this.refreshTokens.successorOf(presented));
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
