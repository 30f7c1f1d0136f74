import { Injectable } from '@nestjs/common';
import { AuditService } from '@sixdigit/audit';
import type { Caller } from '@sixdigit/caller';
import { type Channel, type MessageClient, Problem, type Purpose, readPhone } from '@sixdigit/contract';
import { type SentCode, type Verification, VerificationService } from '@sixdigit/sms';
import { type NewSession, TokenService, type Tokens } from '@sixdigit/token';
import type { User } from '../account/user.js';
import { type SignedInRow, SignInStore } from './sign-in.store.js';
import { SignInRules } from './sign-in-rules.js';

export interface SignInRequest {
  /** In any usual spelling. */
  readonly phone: string;
  /** What the code is for; only a proof for the same purpose accepts it. Without one `sign_in`. */
  readonly purpose?: Purpose | undefined;
  readonly channel?: Channel | undefined;
  /** BCP 47, or a value of `Accept-Language`. */
  readonly locale?: string | undefined;
  readonly client?: MessageClient | undefined;
}

export interface SignInProof {
  /** Only this challenge; without it, the one that belongs to `phone` and the caller. */
  readonly challengeId?: string | undefined;
  /** In any usual spelling. */
  readonly phone?: string | undefined;
  readonly otp: string;
  /** What the code was asked for. Without one `sign_in`. */
  readonly purpose?: Purpose | undefined;
  /** Of a user who is made by it. Without one that of the settings. */
  readonly role?: string | undefined;
}

/** What a right code led to. */
export type SignInOutcome =
  | { readonly outcome: 'signed_in'; readonly user: User; readonly isNewUser: boolean; readonly tokens: Tokens }
  /** The code was right and is used up, and it alone opens nothing for this user. */
  | { readonly outcome: 'second_factor_required'; readonly userId: number };

/** Purposes whose code `/auth/otp/resend` sends again; the others ask again at the route that sent them. */
const resendable = ['sign_in', 'register'] as const;

type Approved = Extract<Verification, { outcome: 'approved' }>;

/** Signing in by a phone number: ask for a code, bring it back, hold tokens. */
@Injectable()
export class SignInService {
  constructor(
    private readonly verification: VerificationService,
    private readonly tokens: TokenService,
    private readonly store: SignInStore,
    private readonly audit: AuditService,
    private readonly rules: SignInRules,
  ) {}

  /** The same answer whether the number is known or not. */
  async request({ phone, purpose = 'sign_in', ...how }: SignInRequest, caller: Caller): Promise<SentCode> {
    return this.verification.request({ destination: readPhone(phone, this.rules), purpose, caller, ...how });
  }

  async resend(challengeId: string, how: Omit<SignInRequest, 'phone' | 'purpose'>, caller: Caller): Promise<SentCode> {
    const sent = await this.verification.resend(challengeId, { purposes: resendable, caller, ...how });
    if (!sent) throw new Problem('otp_invalid', { reason: 'expired' });
    return sent;
  }

  async verify(proof: SignInProof, caller: Caller): Promise<SignInOutcome> {
    const approved = await this.prove(proof, caller);
    const { refreshToken, ...session } = this.tokens.newSession(approved.channel);
    const row = await this.claim(approved, proof, session, caller);
    if (!row) throw this.usedBefore(approved, proof, caller);
    if (row.outcome === 'disabled') throw new Problem('account_disabled');
    if (row.outcome === 'second_factor_required') return { outcome: row.outcome, userId: row.id };
    const { id: userId, role, auth_time: authTime } = row;
    const tokens = this.tokens.grant({ ...session, userId, role, authTime }, refreshToken);
    return { outcome: row.outcome, user: row, isNewUser: row.is_new, tokens };
  }

  private async prove({ challengeId, phone, otp, purpose = 'sign_in' }: SignInProof, caller: Caller): Promise<Approved> {
    const destination = phone === undefined ? undefined : readPhone(phone, this.rules);
    // what can be no code is no guess either: it costs the address, not the challenge
    if (!this.verification.isCode(otp)) throw new Problem('otp_invalid');
    const verification = await this.verification.verify({ challengeId, destination, purpose, code: otp, caller });
    if (verification.outcome === 'approved') return verification;
    const { reason, attemptsLeft } = verification;
    throw new Problem('otp_invalid', challengeId ? { reason, attempts_left: attemptsLeft } : {});
  }

  private claim(
    { claimId, destination, isTestNumber }: Approved,
    { purpose = 'sign_in', role = this.rules.defaultRole }: SignInProof,
    session: Omit<NewSession, 'refreshToken'>,
    { requestId, network }: Caller,
  ): Promise<SignedInRow | undefined> {
    return this.store.signIn({ claimId, phone: destination.to, role, ...session, purpose, requestId, network, isTestNumber });
  }

  private usedBefore(approved: Approved, { challengeId, purpose = 'sign_in' }: SignInProof, caller: Caller): Problem {
    this.audit.record({
      event: 'otp_wrong',
      reason: 'used',
      phoneHash: this.audit.phoneHashOf(approved.destination.to),
      purpose,
      requestId: caller.requestId,
      network: caller.network,
    });
    return new Problem('otp_invalid', challengeId ? { reason: 'used', attempts_left: 0 } : {});
  }
}
