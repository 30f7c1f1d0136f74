import type { Caller } from '@sixdigit/caller';
import type { Facts, Window } from '@sixdigit/challenge';
import type { Channel, Destination, MessageClient, Purpose } from '@sixdigit/contract';

/** How a message is to be worded and what will read it. */
interface Wording {
  /** BCP 47, or a value of `Accept-Language`. */
  readonly locale?: string | undefined;
  readonly client?: MessageClient | undefined;
}

export interface CodeRequest extends Wording {
  readonly destination: Destination;
  readonly purpose: Purpose;
  /** What the code authorises beside its purpose: another fact is another challenge and another code. */
  readonly facts?: Facts | undefined;
  readonly caller: Caller;
  /** Without one, SMS. */
  readonly channel?: Channel | undefined;
  /** A code of the caller's own; not with a provider that makes its own. */
  readonly suppliedCode?: string | undefined;
  /** Windows of sends to the destination, in place of the usual ones. */
  readonly windows?: readonly Window[] | undefined;
}

export interface ResendRequest extends Wording {
  /** Purposes that the route may send again. */
  readonly purposes: readonly Purpose[];
  readonly caller: Caller;
  /** Another channel than before. */
  readonly channel?: Channel | undefined;
  readonly windows?: readonly Window[] | undefined;
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
  /** What the caller holds; empty for an escalation, which nobody asked for. */
  readonly challengeId: string;
  /** E.164, or an address. */
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
  /** Only from a provider that exposes its codes. */
  readonly previewCode: string | undefined;
}

export interface CodeCandidate {
  /** Only this challenge; without it, by phone: that of the caller's network, else all live ones. */
  readonly challengeId?: string | undefined;
  readonly destination?: Destination | undefined;
  readonly purpose: Purpose;
  readonly facts?: Facts | undefined;
  readonly code: string;
  readonly caller: Caller;
}

/** What a code proved. A wrong code is a value; only an outage is thrown. */
export type Verification =
  | {
      readonly outcome: 'approved';
      /** What is claimed: the challenge, whatever id led to it. */
      readonly claimId: string;
      readonly destination: Destination;
      readonly channel: Channel;
      readonly isTestNumber: boolean;
    }
  | { readonly outcome: 'refused'; readonly reason: 'wrong' | 'expired' | 'attempts_spent'; readonly attemptsLeft: number };
