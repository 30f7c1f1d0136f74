import type { Caller, Channel, Purpose } from '@sixdigit/contract';

/** Something that happened to a challenge. Holds the whole number: who keeps it must mark or mask it. */
export interface SmsEvent {
  readonly event: 'otp_requested' | 'otp_send_failed' | 'otp_limited' | 'otp_wrong' | 'otp_check_failed';
  /** E.164; unknown where only a challenge was named that does not exist. */
  readonly to: string | undefined;
  readonly purpose: Purpose;
  readonly channel: Channel;
  readonly strategy: string;
  /** A word of a closed list: a fault's kind, a refusal's reason. */
  readonly reason?: string;
  readonly caller: Caller;
}

/** Where events go. The application decides; alone, `sms` keeps none. */
export abstract class SmsEvents {
  abstract record(event: SmsEvent): void;
}

export class NoSmsEvents extends SmsEvents {
  record(): void {}
}
