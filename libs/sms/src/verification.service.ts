import { type Caller } from '@sixdigit/caller';
import type { ChallengeSecrets, ChallengeStore, CoolingDown, Limited, Opened, ResendChallenge } from '@sixdigit/challenge';
import { type Channel, type MessageClient, Problem, type Purpose } from '@sixdigit/contract';
import type { ProviderInUse, Router } from '@sixdigit/delivery';
import { ProviderFault, segmentsOf } from '@sixdigit/delivery';
import type { Delivery, Sent } from './delivery.js';
import type { SmsEvent, SmsEvents, SmsFacts } from './sms-events.js';

/** How a message is to be worded and what will read it. */
interface Wording {
  /** BCP 47, or a value of `Accept-Language`. */
  readonly locale?: string | undefined;
  readonly client?: MessageClient | undefined;
}

export interface CodeRequest extends Wording {
  /** E.164; an address where the channel is e-mail. */
  readonly to: string;
  /** ISO 3166 code of the number, where the caller has read it already. */
  readonly country?: string | undefined;
  readonly purpose: Purpose;
  readonly caller: Caller;
  /** Without one, SMS. */
  readonly channel?: Channel | undefined;
  /** A code that the caller brings; not with a provider that makes its own. */
  readonly code?: string | undefined;
}

export interface ResendRequest extends Wording {
  readonly caller: Caller;
  /** Another channel than before. */
  readonly channel?: Channel | undefined;
}

/** A message that did not arrive. */
export interface Undelivered {
  readonly channel: Channel;
  /** Of its text. */
  readonly locale?: string | undefined;
  /** ISO 3166 code of its number. */
  readonly country?: string | undefined;
}

/** A code is on its way. */
export interface SentCode {
  readonly challengeId: string;
  /** As it was asked for. */
  readonly to: string;
  /** The one that was really used. */
  readonly channel: Channel;
  readonly expiresInSeconds: number;
  readonly resendInSeconds: number;
  readonly attemptsLeft: number;
  /** Other channels that this number can be reached by. */
  readonly otherChannels: readonly Channel[];
  /** The provider that took the message. */
  readonly provider: string;
  /** The provider's name for it. */
  readonly providerMessageId: string;
  /** Only from a provider that exposesCode its codes. */
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
  | {
      readonly outcome: 'approved';
      readonly challengeId: string;
      readonly to: string;
      readonly channel: Channel;
      readonly isTestNumber: boolean;
    }
  | { readonly outcome: 'refused'; readonly reason: 'wrong' | 'expired' | 'attempts_spent'; readonly attemptsLeft: number };

/** What an event says of a request or an attempt. */
interface Subject {
  readonly to?: string | undefined;
  readonly country?: string | undefined;
  readonly purpose: Purpose;
  readonly caller: Caller;
  readonly channel?: Channel | undefined;
}

const idPattern = /^([\w-]{22})\.([\w-]{22})$/;
const usualChannel: Channel = 'sms';
const expired: Verification = { outcome: 'refused', reason: 'expired', attemptsLeft: 0 };

/** Whoever the service itself is: it has no network whose half could be used up. */
const nobody: Caller = { ip: '', network: '', requestId: '' };

/**
 * Proves that somebody holds a number or an address. Limits, purposes, attempts, expiry and single use are decided here, in
 * front of every provider, so that changing the provider never changes the security.
 */
export class VerificationService {
  constructor(
    private readonly challenges: ChallengeStore,
    private readonly secrets: ChallengeSecrets,
    private readonly router: Router,
    private readonly delivery: Delivery,
    private readonly events: SmsEvents,
  ) {}

  /** Opens a challenge, or finds the one whose code goes out again, and sends. */
  async request(request: CodeRequest): Promise<SentCode> {
    const { channel = usualChannel } = request;
    const route = this.router.route(request.to, channel);
    const tag = this.secrets.tagOf(request.to);
    const key = this.secrets.newKey();
    const code = request.code ?? this.delivery.newCode(route, { tag, key, purpose: request.purpose });
    const opened = await this.challenges.open({
      tag,
      key,
      purpose: request.purpose,
      network: this.secrets.phoneHashOf(request.caller.network),
      mac: code && this.secrets.macOf(tag, request.purpose, code),
      sealed: this.secrets.seal(request.to, tag),
      brought: request.code !== undefined,
      channel,
    });
    return this.send(this.allowed(opened, request), tag, request, route);
  }

  /** Sends the code of a challenge again, by another channel where one is named. Undefined when there is no such challenge any more. */
  async resend(challengeId: string, { caller, channel, ...wording }: ResendRequest): Promise<SentCode | undefined> {
    return this.sendAgain(challengeId, { network: this.secrets.phoneHashOf(caller.network), channel }, { caller, ...wording });
  }

  /**
   * The last message of a challenge did not arrive: sends the code by the next channel at once. Undefined where there is
   * none, or nothing pending any more.
   */
  async escalate(challengeId: string, { channel: failed, locale, country }: Undelivered): Promise<SentCode | undefined> {
    const channel = this.router.channelAfter(failed, country);
    return channel && this.sendAgain(challengeId, { network: '', channel, failed }, { caller: nobody, locale });
  }

  /** Counts the attempt, then has the code compared. */
  async verify(candidate: CodeCandidate): Promise<Verification> {
    const { tag, key } = this.named(candidate);
    if (!tag) return expired;
    const settled = await this.judge(tag, key, candidate);
    switch (settled.outcome) {
      case 'matched': {
        const challengeId = `${tag}.${settled.key}`;
        this.events.verified(challengeId);
        const to = this.secrets.open(settled.sealed, tag);
        return { outcome: 'approved', challengeId, to, channel: settled.channel, isTestNumber: this.router.isTestNumber(to) };
      }
      case 'wrong': {
        const reason = settled.attemptsLeft > 0 ? 'wrong' : 'attempts_spent';
        this.record('otp_wrong', { ...candidate, to: this.secrets.open(settled.sealed, tag) }, { reason });
        return { outcome: 'refused', reason, attemptsLeft: settled.attemptsLeft };
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
      return await this.delivery.judge({ tag, key, purpose, network: this.secrets.phoneHashOf(caller.network), macs }, code);
    } catch (error) {
      this.record('otp_check_failed', candidate, faultFacts(error));
      throw error;
    }
  }

  private async sendAgain(
    challengeId: string,
    how: Omit<ResendChallenge, 'tag' | 'key'>,
    wording: Wording & { caller: Caller },
  ): Promise<SentCode | undefined> {
    const [, tag, key] = idPattern.exec(challengeId) ?? [];
    if (!tag || !key) return undefined;
    const found = await this.challenges.resend({ tag, key, ...how });
    if (found.outcome === 'none') return undefined;
    const opened = this.allowed(found, { purpose: 'sign_in', caller: wording.caller, channel: how.channel });
    const to = this.secrets.open(opened.sealed, tag);
    const { purpose, channel } = opened;
    return this.send(opened, tag, { to, purpose, channel, ...wording }, this.router.route(to, channel));
  }

  private async send(opened: Opened, tag: string, request: CodeRequest, route: readonly ProviderInUse[]): Promise<SentCode> {
    const { to, country, purpose, caller, locale, client, code } = request;
    const challengeId = `${tag}.${opened.key}`;
    const subject = { to, country, purpose, caller, channel: opened.channel };
    const sending = { opened, tag, to, locale, client, ip: caller.ip, suppliedCode: code };
    const sent = await this.delivery.send(sending, route, (provider, error) =>
      this.record('otp_send_failed', subject, { ...faultFacts(error), provider: provider.name, challengeId }),
    );
    this.recordSent(sent, subject, opened, challengeId);
    return {
      challengeId,
      to,
      channel: opened.channel,
      expiresInSeconds: Math.floor(opened.lifetimeMs / 1000),
      resendInSeconds: Math.ceil(opened.resendMs / 1000),
      attemptsLeft: opened.attemptsLeft,
      otherChannels: this.router.channelsFor(to).filter((channel) => channel !== opened.channel),
      provider: sent.provider.name,
      providerMessageId: sent.providerMessageId,
      previewCode: sent.provider.exposesCode ? sent.code : undefined,
    };
  }

  private recordSent({ provider, providerMessageId, text, locale }: Sent, subject: Subject, opened: Opened, challengeId: string): void {
    this.record('otp_requested', subject, {
      ...(opened.fresh ? {} : { reason: 'again' }),
      provider: provider.name,
      challengeId,
      providerMessageId,
      ...(locale ? { locale } : {}),
      ...(text === undefined || subject.channel !== 'sms' ? {} : { segments: segmentsOf(text).segments }),
    });
  }

  private allowed(opened: Opened | CoolingDown | Limited, subject: Subject): Opened {
    if (opened.outcome === 'opened') return opened;
    if (opened.outcome === 'limited') throw this.limitedProblem(opened, subject);
    this.record('otp_limited', subject, { reason: 'cooldown' });
    throw new Problem('otp_cooldown', { retry_after: Math.max(1, Math.ceil(opened.waitMs / 1000)) });
  }

  /** The whole window's length, not what is left of it: that would tell a stranger when the number was last used (T51). */
  private limitedProblem({ windowSeconds }: Limited, subject: Subject): Problem {
    this.record('otp_limited', subject, { reason: 'window' });
    return new Problem('rate_limited', { retry_after: windowSeconds });
  }

  private record(event: SmsEvent['event'], { to, country, purpose, caller, channel }: Subject, facts: SmsFacts = {}): void {
    this.events.record({ event, to, country, purpose, caller, channel: channel ?? usualChannel, ...facts });
  }
}

/** A word of a closed list for the audit trail, and the provider's report for the log. */
function faultFacts(error: unknown): SmsFacts {
  if (!(error instanceof Problem)) return { reason: 'internal_error' };
  return error.cause instanceof ProviderFault ? { reason: error.cause.kind, fault: error.cause } : { reason: error.code };
}
