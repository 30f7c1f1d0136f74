import type { Channel, Destination, Purpose } from '@sixdigit/contract';

/** A message that would cost money. */
export interface PlannedSend {
  readonly destination: Destination;
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly provider: string;
  /** What it is sent for: the attempt of a provider after another failed is a send like any. */
  readonly occasion: 'request' | 'resend' | 'escalation' | 'failover';
  /** The caller's address or /64; empty where there is none. */
  readonly network: string;
}

/** What became of a {@link PlannedSend}. `unknown`: it may or may not have gone out. */
export type SendOutcome = 'accepted' | 'failed' | 'unknown';

/** A code that came back. */
export interface VerifiedSubject {
  readonly destination: Destination;
  readonly channel: Channel;
  readonly purpose: Purpose;
}

/** Decides what a send may cost. Asked before every paid attempt, and handed what became of it. */
export abstract class SendPolicy {
  /** Throws a `Problem` where the message must not be sent. */
  abstract admit(send: PlannedSend): Promise<void>;

  /** Never waits and never throws. */
  abstract settled(send: PlannedSend, outcome: SendOutcome): void;

  /** Never waits and never throws. */
  abstract verified(subject: VerifiedSubject): void;
}

/** Where nothing limits what sends cost. */
export const admitEverySend: SendPolicy = { admit: () => Promise.resolve(), settled: () => undefined, verified: () => undefined };
