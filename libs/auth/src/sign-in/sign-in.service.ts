import type { AuditService } from '@sixdigit/audit';
import { type Caller } from '@sixdigit/caller';
import { type ChallengeConfig, isCode } from '@sixdigit/challenge';
import { type Channel, type MessageClient, Problem } from '@sixdigit/contract';
import { type PhoneConfig, readPhone, type SentCode, type Verification, type VerificationService } from '@sixdigit/sms';
import type { NewSession, TokenService, Tokens } from '@sixdigit/token';
import { nameOf, type User } from '../account/user.js';
import type { AuthConfig } from '../auth.config.js';
import type { SignedInRow, SignInStore } from './sign-in.store.js';

export interface SignInRequest {
  /** In any usual spelling. */
  readonly phone: string;
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
}

export interface SignedIn {
  readonly user: User;
  readonly isNewUser: boolean;
  readonly tokens: Tokens;
}

/** The settings that decide how somebody signs in. */
export type SignInRules = Pick<AuthConfig, 'defaultRole'> & Pick<ChallengeConfig, 'codeLength'> & PhoneConfig;

type Approved = Extract<Verification, { outcome: 'approved' }>;

/** Signing in by a phone number: ask for a code, bring it back, hold tokens. */
export class SignInService {
  constructor(
    private readonly verification: VerificationService,
    private readonly tokens: TokenService,
    private readonly store: SignInStore,
    private readonly audit: AuditService,
    private readonly rules: SignInRules,
  ) {}

  /** The same answer whether the number is known or not. */
  async request({ phone, ...how }: SignInRequest, caller: Caller): Promise<SentCode> {
    const { e164, country } = readPhone(phone, this.rules);
    return this.verification.request({ to: e164, country, purpose: 'sign_in', caller, ...how });
  }

  async resend(challengeId: string, how: Omit<SignInRequest, 'phone'>, caller: Caller): Promise<SentCode> {
    const sent = await this.verification.resend(challengeId, { caller, ...how });
    if (!sent) throw new Problem('otp_invalid', { reason: 'expired' });
    return sent;
  }

  async verify(proof: SignInProof, caller: Caller): Promise<SignedIn> {
    const approved = await this.prove(proof, caller);
    const session = this.tokens.newSession();
    const row = await this.claim(approved, session, caller);
    if (!row) throw this.usedBefore(approved, proof, caller);
    if (row.is_disabled) throw new Problem('account_disabled');
    const facts = { id: session.id, userId: row.id, authenticated: row.authenticated, channel: approved.channel };
    return { user: row, isNewUser: row.is_new, tokens: this.tokens.grant(facts, session.refreshToken) };
  }

  private async prove({ challengeId, phone, otp }: SignInProof, caller: Caller): Promise<Approved> {
    const to = phone === undefined ? undefined : readPhone(phone, this.rules).e164;
    // what can be no code is no guess either: it costs the address, not the challenge
    if (!isCode(otp, this.rules.codeLength)) throw new Problem('otp_invalid');
    const verification = await this.verification.verify({ challengeId, to, purpose: 'sign_in', code: otp, caller });
    if (verification.outcome === 'approved') return verification;
    const { reason, attemptsLeft } = verification;
    throw new Problem('otp_invalid', challengeId ? { reason, attempts_left: attemptsLeft } : {});
  }

  private claim(approved: Approved, session: NewSession, caller: Caller): Promise<SignedInRow | undefined> {
    return this.store.signIn({
      challengeId: approved.challengeId,
      phone: approved.to,
      name: nameOf(approved.to),
      role: this.rules.defaultRole,
      sessionId: session.id,
      familyHash: session.familyHash,
      sessionDays: session.days,
      channel: approved.channel,
      phoneHash: this.audit.phoneHashOf(approved.to),
      requestId: caller.requestId,
      network: caller.network,
      isTestNumber: approved.isTestNumber,
    });
  }

  private usedBefore(approved: Approved, { challengeId }: SignInProof, caller: Caller): Problem {
    this.audit.record({
      event: 'otp_wrong',
      reason: 'used',
      phoneHash: this.audit.phoneHashOf(approved.to),
      purpose: 'sign_in',
      requestId: caller.requestId,
      network: caller.network,
    });
    return new Problem('otp_invalid', challengeId ? { reason: 'used', attempts_left: 0 } : {});
  }
}
