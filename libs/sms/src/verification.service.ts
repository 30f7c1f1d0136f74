import { Injectable } from '@nestjs/common';
import { noCaller } from '@sixdigit/caller';
import {
  Challenges,
  type CoolingDown,
  type CountedAttempt,
  type Limited,
  type MatchedAttempt,
  type NoChallenge,
  type OpenedChallenge,
  type WrongAttempt,
} from '@sixdigit/challenge';
import { type Channel, Problem } from '@sixdigit/contract';
import { Delivery, type Outgoing, type Route, Router, SendPolicy, type Sent } from '@sixdigit/delivery';
import { ChallengeCode } from './challenge-code.js';
import { LimitedProblem } from './limited-problem.js';
import { SmsEvents, type Subject } from './sms-events.js';
import type { CodeCandidate, CodeRequest, ResendRequest, SentCode, Undelivered, Verification } from './verification-types.js';

const usualChannel: Channel = 'sms';
const expired: Verification = { outcome: 'refused', reason: 'expired', attemptsLeft: 0 };

/** What of a request goes with its message. */
type Wording = Pick<CodeRequest, 'locale' | 'client' | 'caller'>;

type Admission = Pick<Outgoing, 'destination' | 'purpose' | 'channel'> & Pick<CodeRequest, 'caller'>;

/**
 * Proves that a caller holds a number or an address. Limits, purposes, attempts, expiry and single use are decided here, in
 * front of every provider, so that changing the provider never changes the security.
 */
@Injectable()
export class VerificationService {
  constructor(
    private readonly challenges: Challenges,
    private readonly router: Router,
    private readonly delivery: Delivery,
    private readonly policy: SendPolicy,
    private readonly events: SmsEvents,
  ) {}

  /** Opens a challenge, or finds the one whose code goes out again, and sends. */
  async request(request: CodeRequest): Promise<SentCode> {
    const { destination, channel = usualChannel, purpose, facts = {}, caller, windows } = request;
    const route = this.routeFor(request, channel);
    await this.admit({ destination, purpose, channel, caller }, route, 'request');
    const opened = await this.challenges.open({
      destination,
      purpose,
      facts,
      asker: caller,
      channel,
      code: newCode(request, route),
      windows,
    });
    return this.deliver(this.allowed(opened, { ...request, channel }), route, request, 'request');
  }

  /** Sends the code of a challenge again, by another channel where one is named. Undefined when there is no such challenge any more. */
  async resend(challengeId: string, { purposes, channel, windows, ...wording }: ResendRequest): Promise<SentCode | undefined> {
    const found = await this.challenges.resend(challengeId, { purposes, asker: wording.caller, channel, windows });
    if (found.outcome === 'none') return undefined;
    const opened = this.allowed(found, { purpose: purposes[0]!, caller: wording.caller, channel });
    return this.sendAgain(opened, wording, 'resend');
  }

  /**
   * The last message of a challenge did not arrive: sends the code by the next channel at once. Undefined where there is
   * none, or nothing pending any more.
   */
  async escalate(claimId: string, { channel: failed, locale, country }: Undelivered): Promise<SentCode | undefined> {
    const channel = this.router.channelAfter(failed, country);
    const opened = channel && (await this.challenges.escalate(claimId, channel, failed));
    return opened?.outcome === 'opened' ? this.sendAgain(opened, { caller: noCaller, locale }, 'escalation') : undefined;
  }

  /** Whether a text can be a code: what can be none is no guess either. */
  isCode(text: string): boolean {
    return this.challenges.isCode(text);
  }

  /** Counts the attempt, then has the code compared. */
  async verify(candidate: CodeCandidate): Promise<Verification> {
    const { challengeId: id, destination, purpose, facts = {}, code, caller } = candidate;
    const counted = await this.challenges.attempt({ id, destination, purpose, facts, code, asker: caller });
    const attempt = counted.outcome === 'ask_provider' ? await this.askProvider(counted, candidate) : counted;
    switch (attempt.outcome) {
      case 'matched':
        return this.approved(attempt, candidate);
      case 'wrong':
        return this.refused(attempt, candidate);
      case 'none':
        return expired;
      case 'limited':
        throw this.limitedProblem(attempt, candidate);
    }
  }

  /** The first provider's attempt; delivery asks before each further one. */
  private admit({ destination, purpose, channel, caller }: Admission, { providers }: Route, occasion: Outgoing['occasion']): Promise<void> {
    return this.policy.admit({ destination, purpose, channel, occasion, provider: providers[0].name, network: caller.network });
  }

  /** Only who carries codes can be given one to carry. */
  private routeFor({ destination, suppliedCode }: CodeRequest, channel: Channel): Route {
    const route = this.router.route(destination, channel);
    if (suppliedCode === undefined) return route;
    const [first, ...others] = route.providers.filter(({ port }) => port.kind === 'carrier');
    if (!first) throw new Problem('not_available', { fields: { code: 'the provider makes its own' } });
    return { ...route, providers: [first, ...others] };
  }

  private async sendAgain(opened: OpenedChallenge, wording: Wording, occasion: 'resend' | 'escalation'): Promise<SentCode> {
    const route = this.router.route(opened.destination, opened.channel);
    await this.admit({ ...opened, caller: wording.caller }, route, occasion);
    return this.deliver(opened, route, wording, occasion);
  }

  private async deliver(
    opened: OpenedChallenge,
    route: Route,
    { caller, locale, client }: Wording,
    occasion: Outgoing['occasion'],
  ): Promise<SentCode> {
    const { destination, purpose, channel, claimId: challengeId, facts } = opened;
    const subject = { destination, purpose, caller, channel };
    const lifetimeSeconds = Math.ceil(opened.lifetimeMs / 1000);
    const outgoing = { destination, channel, purpose, facts, occasion, lifetimeSeconds, challengeId, locale, client, caller };
    const code = new ChallengeCode(this.challenges, opened);
    const sent = await this.delivery.send(outgoing, route.providers, code, route.providers[0], ({ name }, error) =>
      this.events.sendFailed(subject, challengeId, name, error),
    );
    this.events.sent(subject, challengeId, opened.isNew, sent);
    return sentCode(opened, route, code.attemptsLeft, sent);
  }

  private async askProvider(counted: CountedAttempt, candidate: CodeCandidate): Promise<MatchedAttempt | WrongAttempt | NoChallenge> {
    const port = this.router.named(counted.provider)?.port;
    // a provider that is no longer configured can say nothing about its code
    if (port?.kind !== 'hosted') return { outcome: 'none' };
    try {
      switch (await port.check(counted.ref, counted.destination.to, candidate.code)) {
        case 'approved':
          return await this.challenges.approve(counted);
        case 'wrong':
          return { outcome: 'wrong', destination: counted.destination, attemptsLeft: counted.attemptsLeft };
        case 'expired':
          return await this.challenges.verificationGone(counted);
      }
    } catch (error) {
      this.events.checkFailed(candidate, error);
      throw error;
    }
  }

  private approved({ claimId, destination, channel }: MatchedAttempt, { purpose }: CodeCandidate): Verification {
    const subject = { destination, channel, purpose };
    this.events.verified(claimId, subject);
    this.policy.verified(subject);
    return {
      outcome: 'approved',
      claimId,
      destination,
      channel,
      isTestNumber: this.router.testNumbers?.providerFor(destination.to) !== undefined,
    };
  }

  private refused({ destination, attemptsLeft }: WrongAttempt, candidate: CodeCandidate): Verification {
    const reason = attemptsLeft > 0 ? 'wrong' : 'attempts_spent';
    this.events.wrong({ ...candidate, destination: destination ?? candidate.destination }, reason);
    return { outcome: 'refused', reason, attemptsLeft };
  }

  private allowed(opened: OpenedChallenge | CoolingDown | Limited, subject: Subject): OpenedChallenge {
    if (opened.outcome === 'opened') return opened;
    if (opened.outcome === 'limited') throw this.limitedProblem(opened, subject);
    this.events.limited(subject, 'cooldown');
    throw new Problem('otp_cooldown', { retry_after: Math.max(1, Math.ceil(opened.waitMs / 1000)) });
  }

  private limitedProblem({ windowSeconds, waitMs }: Limited, subject: Subject): Problem {
    this.events.limited(subject, 'window');
    return new LimitedProblem(windowSeconds, waitMs);
  }
}

/** Ours where a carrier is asked first; the provider's where one makes it. */
function newCode({ suppliedCode: supplied }: CodeRequest, { providers: [{ port }] }: Route) {
  return port.kind === 'carrier' ? ({ owner: 'us', fixed: port.fixedCode, supplied } as const) : ({ owner: 'provider' } as const);
}

function sentCode(
  opened: OpenedChallenge,
  { otherChannels }: Route,
  attemptsLeft: number,
  { provider, providerMessageId, code }: Sent,
): SentCode {
  return {
    challengeId: opened.id ?? '',
    to: opened.destination.to,
    channel: opened.channel,
    expiresInSeconds: Math.floor(opened.lifetimeMs / 1000),
    resendInSeconds: Math.ceil(opened.resendMs / 1000),
    attemptsLeft,
    otherChannels,
    provider: provider.name,
    providerMessageId,
    previewCode: provider.exposesCode ? code : undefined,
  };
}
