import { Injectable } from '@nestjs/common';
import type { Caller } from '@sixdigit/caller';
import type { Channel, Destination, FaultKind, ProblemCode, Purpose } from '@sixdigit/contract';
import type { ProviderFault, VerifiedSubject } from '@sixdigit/delivery';

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
  /** Unknown where only a challenge was named that does not exist. */
  readonly destination: Destination | undefined;
  readonly purpose: Purpose;
  readonly channel: Channel;
  readonly caller: Caller;
}

/** The code of a challenge came back. */
export interface CodeVerified extends VerifiedSubject {
  /** The same as in the events of its messages. */
  readonly challengeId: string;
}

/** Told of what happens to challenges. Never waits and never throws: it is called on the path of the request. */
export interface SmsListener {
  record?(event: SmsEvent): void;

  verified?(event: CodeVerified): void;
}

/** Hands what happens on to whoever listens; `sms` itself keeps nothing. */
@Injectable()
export class SmsEvents {
  private readonly listeners: SmsListener[] = [];

  subscribe(listener: SmsListener): void {
    this.listeners.push(listener);
  }

  record(event: SmsEvent): void {
    for (const listener of this.listeners) listener.record?.(event);
  }

  verified(event: CodeVerified): void {
    for (const listener of this.listeners) listener.verified?.(event);
  }
}
