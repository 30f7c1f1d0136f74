import type { Channel, Destination, Purpose } from '@sixdigit/contract';
import type { AskProvider, Opened, PendingVerification, Window } from './challenge.store.js';
import type { Facts } from './challenge-secrets.js';

/** Who asks, in clear: an address or /64, its site, its /24. All empty where there is no caller. */
export interface Asker {
  readonly network: string;
  readonly site: string;
  readonly range: string;
}

/** Whose code a new challenge has: ours, derived or given; or one that a provider will make. */
export type NewCode =
  | { readonly owner: 'us'; readonly fixed?: string | undefined; readonly supplied?: string | undefined }
  | { readonly owner: 'provider' };

export interface ChallengeRequest {
  readonly destination: Destination;
  readonly purpose: Purpose;
  /** What the code authorises beside its purpose. */
  readonly facts: Facts;
  readonly asker: Asker;
  readonly channel: Channel;
  readonly code: NewCode;
  /** Windows of sends in place of the usual ones. */
  readonly windows?: readonly Window[] | undefined;
}

export interface ResendOptions {
  readonly purposes: readonly Purpose[];
  readonly asker: Asker;
  readonly channel?: Channel | undefined;
  readonly windows?: readonly Window[] | undefined;
}

/** What {@link Challenges} itself has to remember of a challenge between two calls. */
export interface InnerChallenge {
  readonly hash: string;
  readonly opened: Opened;
  /** The handle was made by this very call. */
  readonly hasNewHandle: boolean;
  /** The code that the challenge was opened with. */
  readonly planned?: string | undefined;
  /** The code that the caller gave. */
  readonly supplied?: string | undefined;
}

/** A challenge whose code may go out now. */
export interface OpenedChallenge {
  readonly outcome: 'opened';
  /** What the caller holds; undefined for an escalation. */
  readonly id: string | undefined;
  readonly claimId: string;
  readonly destination: Destination;
  readonly facts: Facts;
  readonly purpose: Purpose;
  readonly channel: Channel;
  /** Whether this call made it; otherwise the same code goes out again. */
  readonly isNew: boolean;
  /** Whose code it has so far. */
  readonly codeOwner: 'us' | 'provider' | undefined;
  readonly lifetimeMs: number;
  readonly resendMs: number;
  readonly attemptsLeft: number;
  /** Providers' verifications that are live for the destination. */
  readonly verifications: readonly PendingVerification[];
  /** For this class alone. */
  readonly inner: InnerChallenge;
}

export interface Candidate {
  /** Only this one; without it, by phone. */
  readonly id?: string | undefined;
  readonly destination?: Destination | undefined;
  readonly purpose: Purpose;
  readonly facts: Facts;
  readonly code: string;
  readonly asker: Asker;
}

/** An attempt that was compared here. */
export interface MatchedAttempt {
  readonly outcome: 'matched';
  readonly claimId: string;
  readonly destination: Destination;
  readonly channel: Channel;
}

export interface WrongAttempt {
  readonly outcome: 'wrong';
  readonly destination: Destination | undefined;
  readonly attemptsLeft: number;
}

/** An attempt that is counted and that a provider has to compare. */
export interface CountedAttempt {
  readonly outcome: 'ask_provider';
  readonly provider: string;
  readonly ref: string;
  readonly destination: Destination;
  readonly attemptsLeft: number;
  /** For {@link Challenges.approve} and {@link Challenges.verificationGone}. */
  readonly inner: { readonly hash: string; readonly asked: AskProvider; readonly mac: string };
}
