import type { Channel, Purpose } from '@sixdigit/contract';
import type { SmsEvent } from '@sixdigit/sms';

/** A message that a provider took, or refused. */
export interface MessageSent {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly provider: string;
  readonly providerMessageId?: string | undefined;
  readonly rejectionKind?: SmsEvent['reason'] | undefined;
  readonly challengeId?: string | undefined;
  readonly phoneHash?: string | undefined;
  readonly country?: string | undefined;
  readonly purpose: Purpose;
  readonly channel: Channel;
  readonly locale?: string | undefined;
  readonly segments?: number | undefined;
  readonly requestId?: string | undefined;
}

/** The code of a challenge came back. */
export interface MessageVerified {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly verified: string;
}

/** How a provider names a message. */
export interface MessageName {
  readonly provider: string;
  readonly providerMessageId: string;
}

/** A message that did not arrive, while its code may still be wanted. */
export interface LostMessage {
  readonly challengeId: string;
  readonly channel: Channel;
  /** Of its text. */
  readonly locale: string | undefined;
  /** ISO 3166 code of its number. */
  readonly country: string | undefined;
}
