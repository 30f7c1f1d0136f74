import { Injectable } from '@nestjs/common';
import type { Caller } from '@sixdigit/caller';
import { Clock } from '@sixdigit/config';
import { type Channel, type Destination, type FaultKind, Problem, type ProblemCode, type Purpose } from '@sixdigit/contract';
import { ProviderFault, type Sent, segmentsOf, type VerifiedSubject } from '@sixdigit/delivery';

/** Whom an event is about. */
export interface Subject {
  readonly destination?: Destination | undefined;
  readonly purpose: Purpose;
  readonly caller: Caller;
  readonly channel?: Channel | undefined;
}

const usualChannel: Channel = 'sms';

/** A fault's kind, the problem that the caller is answered, or a refusal's reason. */
export type SmsReason = FaultKind | ProblemCode | 'resend' | 'cooldown' | 'window' | 'wrong';

/** What is known of an event beside whom it is about. */
export interface SmsFacts {
  readonly reason?: SmsReason | undefined;
  /** What the provider reported, with advice for the operator. */
  readonly fault?: ProviderFault | undefined;
  /** The provider that took the message, or that refused it. */
  readonly provider?: string | undefined;
  readonly challengeId?: string | undefined;
  /** The provider's name for the message. */
  readonly providerMessageId?: string | undefined;
  /** Segments of an SMS, as we count them. */
  readonly segments?: number | undefined;
  /** The language of the message. */
  readonly locale?: string | undefined;
}

/** Something that happened to a challenge. Holds the whole number: who keeps it must mark or mask it. */
export interface SmsEvent extends SmsFacts {
  readonly event: 'otp_requested' | 'otp_send_failed' | 'otp_limited' | 'otp_wrong' | 'otp_check_failed';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Unknown where only a challenge was named that does not exist. */
  readonly destination: Destination | undefined;
  readonly purpose: Purpose;
  readonly channel: Channel;
  readonly caller: Caller;
}

/** The code of a challenge came back. */
export interface CodeVerified extends VerifiedSubject {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The same as in the events of its messages. */
  readonly challengeId: string;
}

/** Told of what happens to challenges. Never waits and never throws. */
export interface SmsListener {
  record?(event: SmsEvent): void;

  verified?(event: CodeVerified): void;
}

/** Events wait this long, so that one pass serves many requests and none of them waits for it. */
const delayMs = 20;

/**
 * Hands what happens on to its listeners, in order and off the path of the request, at most 20 ms later. `sms` itself
 * keeps nothing; a listener that writes events down flushes them first.
 */
@Injectable()
export class SmsEvents {
  private readonly listeners: SmsListener[] = [];
  private waiting: ((listener: SmsListener) => void)[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly clock: Clock) {}

  subscribe(listener: SmsListener): void {
    this.listeners.push(listener);
  }

  sent(subject: Subject, challengeId: string, isNew: boolean, sent: Sent): void {
    const at = this.clock.now();
    this.enqueue((listener) => listener.record?.(requestedEvent(at, subject, challengeId, isNew, sent)));
  }

  sendFailed(subject: Subject, challengeId: string, provider: string, error: unknown): void {
    this.record('otp_send_failed', subject, { ...faultFacts(error), provider, challengeId });
  }

  checkFailed(subject: Subject, error: unknown): void {
    this.record('otp_check_failed', subject, faultFacts(error));
  }

  wrong(subject: Subject, reason: 'wrong' | 'attempts_spent'): void {
    this.record('otp_wrong', subject, { reason });
  }

  limited(subject: Subject, reason: 'window' | 'cooldown'): void {
    this.record('otp_limited', subject, { reason });
  }

  verified(challengeId: string, subject: VerifiedSubject): void {
    const event: CodeVerified = { ...subject, challengeId, at: this.clock.now() };
    this.enqueue((listener) => listener.verified?.(event));
  }

  /** Hands on what waits. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const waiting = this.waiting;
    this.waiting = [];
    for (const tell of waiting) for (const listener of this.listeners) tell(listener);
  }

  private record(event: SmsEvent['event'], subject: Subject, facts: SmsFacts): void {
    const recorded = { event, at: this.clock.now(), ...subjectOf(subject), ...facts };
    this.enqueue((listener) => listener.record?.(recorded));
  }

  private enqueue(tell: (listener: SmsListener) => void): void {
    this.waiting.push(tell);
    this.timer ??= setTimeout(() => this.flush(), delayMs).unref();
  }
}

function subjectOf({ destination, purpose, caller, channel = usualChannel }: Subject) {
  return { destination, purpose, caller, channel };
}

/** The text holds the code and goes no further than this. */
function requestedEvent(
  at: number,
  subject: Subject,
  challengeId: string,
  isNew: boolean,
  { provider, providerMessageId, text, locale }: Sent,
): SmsEvent {
  const { segments } = text === undefined || subject.channel !== 'sms' ? {} : segmentsOf(text);
  const facts: SmsFacts = {
    ...(isNew ? {} : { reason: 'resend' }),
    provider: provider.name,
    challengeId,
    providerMessageId,
    locale,
    segments,
  };
  return { event: 'otp_requested', at, ...subjectOf(subject), ...facts };
}

/** A word of a closed list for the audit trail, and the provider's report for the log. */
function faultFacts(error: unknown): SmsFacts {
  if (!(error instanceof Problem)) return { reason: 'internal_error' };
  return error.cause instanceof ProviderFault ? { reason: error.cause.kind, fault: error.cause } : { reason: error.code };
}
