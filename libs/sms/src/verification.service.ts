import { type Caller, type Channel, Problem, type Purpose } from '@sixdigit/contract';
import type { ChallengeStore, CoolingDown, Limited, Opened } from './challenges/challenge.store.js';
import type { ChallengeSecrets } from './codes/challenge-secrets.js';
import type { Delivery } from './delivery.js';
import type { SmsEvent, SmsEvents } from './sms-events.js';
import { VendorFault } from './strategies/strategy.js';

export interface CodeRequest {
  /** E.164. */
  readonly to: string;
  readonly purpose: Purpose;
  readonly caller: Caller;
  /** BCP 47. */
  readonly locale?: string | undefined;
  /** A code that the caller brings; not with a vendor that makes its own. */
  readonly code?: string | undefined;
}

/** A code is on its way. */
export interface SentCode {
  readonly challengeId: string;
  /** E.164. */
  readonly to: string;
  readonly channel: Channel;
  readonly expiresInSeconds: number;
  readonly resendInSeconds: number;
  readonly attemptsLeft: number;
  /** Only from a strategy that reveals its codes. */
  readonly previewCode: string | undefined;
}

export interface CodeCandidate {
  /** Only this challenge; without it, the one that belongs to `to` and the caller. */
  readonly challengeId?: string | undefined;
  /** E.164. */
  readonly to?: string | undefined;
  readonly purpose: Purpose;
  readonly code: string;
  readonly caller: Caller;
}

/** What a code proved. A wrong code is a value; only an outage is thrown. */
export type Verification =
  | { readonly outcome: 'approved'; readonly challengeId: string; readonly to: string; readonly channel: Channel }
  | { readonly outcome: 'refused'; readonly reason: 'wrong' | 'expired' | 'attempts_spent'; readonly attemptsLeft: number };

/** The strategy that was chosen, as far as this service speaks of it. */
export interface ChosenStrategy {
  readonly name: string;
  readonly reveals: boolean;
}

/** What an event says of a request or a try. */
type Subject = { readonly to?: string | undefined; readonly purpose: Purpose; readonly caller: Caller };

const idPattern = /^([\w-]{22})\.([\w-]{22})$/;
const channelOnOffer: Channel = 'sms';
const expired: Verification = { outcome: 'refused', reason: 'expired', attemptsLeft: 0 };

/**
 * Proves that somebody holds a number. Limits, purposes, tries, expiry and single use are decided here, in front of
 * every vendor, so that changing the vendor never changes the security.
 */
export class VerificationService {
  constructor(
    private readonly challenges: ChallengeStore,
    private readonly secrets: ChallengeSecrets,
    private readonly delivery: Delivery,
    private readonly strategy: ChosenStrategy,
    private readonly events: SmsEvents,
  ) {}

  /** Opens a challenge, or finds the one whose code goes out again, and sends. */
  async request(request: CodeRequest): Promise<SentCode> {
    const tag = this.secrets.tagOf(request.to);
    const key = this.secrets.newKey();
    const code = request.code ?? this.delivery.newCode({ tag, key, purpose: request.purpose });
    const opened = await this.challenges.open({
      tag,
      key,
      purpose: request.purpose,
      network: this.secrets.markOf(request.caller.network),
      mac: code && this.secrets.macOf(tag, request.purpose, code),
      sealed: this.secrets.seal(request.to, tag),
      brought: request.code !== undefined,
    });
    return this.send(this.allowed(opened, request), tag, request);
  }

  /** Sends the code of a challenge again. Undefined when there is no such challenge any more. */
  async resend(challengeId: string, caller: Caller, locale?: string): Promise<SentCode | undefined> {
    const [, tag, key] = idPattern.exec(challengeId) ?? [];
    if (!tag || !key) return undefined;
    const found = await this.challenges.resend({ tag, key, network: this.secrets.markOf(caller.network) });
    if (found.outcome === 'none') return undefined;
    const opened = this.allowed(found, { purpose: 'sign_in', caller });
    return this.send(opened, tag, { to: this.secrets.open(opened.sealed, tag), purpose: opened.purpose, caller, locale });
  }

  /** Counts the try, then has the code compared. */
  async verify(candidate: CodeCandidate): Promise<Verification> {
    const { tag, key } = this.named(candidate);
    if (!tag) return expired;
    const settled = await this.judge(tag, key, candidate);
    switch (settled.outcome) {
      case 'matched':
        return {
          outcome: 'approved',
          challengeId: `${tag}.${settled.key}`,
          to: this.secrets.open(settled.sealed, tag),
          channel: channelOnOffer,
        };
      case 'wrong': {
        const reason = settled.triesLeft > 0 ? 'wrong' : 'attempts_spent';
        this.record('otp_wrong', { ...candidate, to: this.secrets.open(settled.sealed, tag) }, reason);
        return { outcome: 'refused', reason, attemptsLeft: settled.triesLeft };
      }
      case 'none':
        return expired;
      case 'limited':
        throw this.limitedProblem(settled, candidate);
    }
  }

  private named({ challengeId, to }: CodeCandidate): { tag?: string; key?: string } {
    if (challengeId === undefined) return to ? { tag: this.secrets.tagOf(to) } : {};
    const [, tag, key] = idPattern.exec(challengeId) ?? [];
    return tag && key ? { tag, key } : {};
  }

  private async judge(tag: string, key: string | undefined, candidate: CodeCandidate) {
    const { purpose, code, caller } = candidate;
    const macs = this.secrets.macsOf(tag, purpose, code);
    try {
      return await this.delivery.judge({ tag, key, purpose, network: this.secrets.markOf(caller.network), macs }, code);
    } catch (error) {
      this.record('otp_check_failed', candidate, faultKind(error));
      throw error;
    }
  }

  private async send(opened: Opened, tag: string, request: CodeRequest): Promise<SentCode> {
    const code = await this.deliver(opened, tag, request);
    this.record('otp_requested', request, opened.fresh ? undefined : 'again');
    return {
      challengeId: `${tag}.${opened.key}`,
      to: request.to,
      channel: channelOnOffer,
      expiresInSeconds: Math.floor(opened.lifetimeMs / 1000),
      resendInSeconds: Math.ceil(opened.resendMs / 1000),
      attemptsLeft: opened.triesLeft,
      previewCode: this.strategy.reveals ? code : undefined,
    };
  }

  private async deliver(opened: Opened, tag: string, { to, locale, code, ...subject }: CodeRequest): Promise<string | undefined> {
    try {
      return await this.delivery.send({ opened, tag, to, channel: channelOnOffer, locale, broughtCode: code });
    } catch (error) {
      this.record('otp_send_failed', { ...subject, to }, faultKind(error));
      throw error;
    }
  }

  private allowed(opened: Opened | CoolingDown | Limited, subject: Subject): Opened {
    if (opened.outcome === 'opened') return opened;
    if (opened.outcome === 'limited') throw this.limitedProblem(opened, subject);
    this.record('otp_limited', subject, 'cooldown');
    throw new Problem('otp_cooldown', { retry_after: Math.max(1, Math.ceil(opened.waitMs / 1000)) });
  }

  /** The whole window's length, not what is left of it: that would tell a stranger when the number was last used (T51). */
  private limitedProblem({ windowSeconds }: Limited, subject: Subject): Problem {
    this.record('otp_limited', subject, 'window');
    return new Problem('rate_limited', { retry_after: windowSeconds });
  }

  private record(event: SmsEvent['event'], { to, purpose, caller }: Subject, reason?: string): void {
    this.events.record({
      event,
      to,
      purpose,
      caller,
      channel: channelOnOffer,
      strategy: this.strategy.name,
      ...(reason ? { reason } : {}),
    });
  }
}

/** A word of a closed list for the audit trail. */
function faultKind(error: unknown): string {
  if (!(error instanceof Problem)) return 'internal_error';
  return error.cause instanceof VendorFault ? error.cause.kind : error.code;
}
