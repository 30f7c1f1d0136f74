import { Injectable } from '@nestjs/common';
import type { Caller } from '@sixdigit/caller';
import type { Channel, FaultKind, ProblemCode, Purpose } from '@sixdigit/contract';
import type { ProviderFault } from '@sixdigit/delivery';

/** A fault's kind, the problem that the caller is answered, or a refusal's reason. */
export type SmsReason = FaultKind | ProblemCode | 'again' | 'cooldown' | 'window' | 'wrong';

/** What is known of an event beside whom it is about. */
export interface SmsFacts {
  readonly reason?: SmsReason;
  /** What the provider reported, with advice for the operator. */
  readonly fault?: ProviderFault;
  /** The provider that took the message, or that refused it. */
  readonly provider?: string;
  readonly challengeId?: string;
  /** The provider's name for the message. */
  readonly providerMessageId?: string;
  /** Segments of an SMS, as we count them. */
  readonly segments?: number;
  /** The language of the message. */
  readonly locale?: string;
}

/** Something that happened to a challenge. Holds the whole number: who keeps it must mark or mask it. */
export interface SmsEvent extends SmsFacts {
  readonly event: 'otp_requested' | 'otp_send_failed' | 'otp_limited' | 'otp_wrong' | 'otp_check_failed';
  /** E.164, or an address; unknown where only a challenge was named that does not exist. */
  readonly to: string | undefined;
  /** ISO 3166 code of the number, where it was read. */
  readonly country: string | undefined;
  readonly purpose: Purpose;
  readonly channel: Channel;
  readonly caller: Caller;
}

/** Told of what happens to challenges. Never waits and never throws: it is called on the path of the request. */
export interface SmsListener {
  record?(event: SmsEvent): void;

  /** The code of a challenge came back. */
  verified?(challengeId: string): void;
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

  verified(challengeId: string): void {
    for (const listener of this.listeners) listener.verified?.(challengeId);
  }
}
