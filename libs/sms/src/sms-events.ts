import type { Caller, Channel, Purpose } from '@sixdigit/contract';
import type { VendorFault } from './strategies/strategy.js';

/** What is known of an event beside whom it is about. */
export interface SmsFacts {
  /** A word of a closed list: a fault's kind, a refusal's reason. */
  readonly reason?: string;
  /** What the vendor reported, with advice for the operator. */
  readonly fault?: VendorFault;
  /** The vendor that took the message, or that refused it. */
  readonly strategy?: string;
  readonly challengeId?: string;
  /** The vendor's name for the message. */
  readonly messageId?: string;
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

/** Where events go. The application decides; alone, `sms` keeps none. */
export abstract class SmsEvents {
  abstract record(event: SmsEvent): void;

  /** The code of a challenge came back. */
  abstract proven(challengeId: string): void;
}

export class NoSmsEvents extends SmsEvents {
  record(): void {}

  proven(): void {}
}
