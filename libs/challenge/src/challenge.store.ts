import type { Channel, Purpose } from '@sixdigit/contract';

/** Names one destination's keys: 128 bits of a keyed MAC of the number or address, base64url (22 characters). */
export type Tag = string;

/** The random half of a challenge's id: 128 random bits, base64url (22 characters). */
export type ChallengeKey = string;

/** A keyed MAC of the caller's network; empty where there is none (library use), which turns the half rule off. */
export type NetworkMark = string;

export interface OpenChallenge {
  readonly tag: Tag;
  /** The key that a new challenge gets. */
  readonly key: ChallengeKey;
  readonly purpose: Purpose;
  readonly network: NetworkMark;
  /** `<key id>.<MAC>` of the code that a new challenge gets; none where the provider owns the code. */
  readonly mac: string | undefined;
  /** The destination, sealed by the caller of the store, which never opens it; a new challenge keeps it and hands it back. */
  readonly sealed: string;
  /** The code was brought by the caller: only a challenge with this very MAC is sent again. */
  readonly brought: boolean;
  readonly channel: Channel;
}

export interface ResendChallenge {
  readonly tag: Tag;
  readonly key: ChallengeKey;
  readonly network: NetworkMark;
  /** Another channel than before. */
  readonly channel?: Channel | undefined;
  /**
   * The message by this channel is known not to have arrived: no cool-down, and nothing where the code went out by another
   * since. The windows are charged all the same.
   */
  readonly failed?: Channel | undefined;
}

/** What decides whether a code is right: the MAC of our own, or the provider's verification. */
export type Proof = { readonly mac: string } | { readonly ref: string };

/** A challenge that may be sent now. Times are milliseconds from now. */
export interface Opened {
  readonly outcome: 'opened';
  readonly key: ChallengeKey;
  readonly purpose: Purpose;
  readonly mac: string | undefined;
  /** The provider's verification that the code belongs to, where the last message was a provider's own. */
  readonly ref: string | undefined;
  readonly channel: Channel;
  /** As it was given when the challenge was made. */
  readonly sealed: string;
  /** Whether this call made it; otherwise the same code goes out again. */
  readonly fresh: boolean;
  readonly lifetimeMs: number;
  readonly resendMs: number;
  readonly attemptsLeft: number;
  /**
   * A provider's verification for this destination to be cancelled before the next start: its checks are used up, or this
   * challenge takes the place of the only one that held it.
   */
  readonly staleRef: string | undefined;
}

/** The caller's own last message is too fresh. */
export interface CoolingDown {
  readonly outcome: 'cooldown';
  readonly waitMs: number;
}

/** A window of the destination is spent, or the caller's half of it. `waitMs` is exact: for the library, not for strangers. */
export interface Limited {
  readonly outcome: 'limited';
  readonly windowSeconds: number;
  readonly waitMs: number;
}

/** No live challenge: unknown, expired, withdrawn. Nothing was written. */
export interface NoChallenge {
  readonly outcome: 'none';
}

export interface CodeAttempt {
  readonly tag: Tag;
  /** Only this challenge; without it, the one of the caller's network, else the newest live one. */
  readonly key: ChallengeKey | undefined;
  readonly purpose: Purpose;
  readonly network: NetworkMark;
  /** MACs of the candidate, one for each key that may have made the stored one. */
  readonly macs: readonly string[];
}

export interface Matched {
  readonly outcome: 'matched';
  readonly key: ChallengeKey;
  readonly sealed: string;
  /** How the code went out last. */
  readonly channel: Channel;
}

export interface Wrong {
  readonly outcome: 'wrong';
  readonly sealed: string;
  /** Attempts left on the caller's own challenge; 0 when they are spent. */
  readonly attemptsLeft: number;
}

/** The attempt is counted; the provider has to say whether the code is right. */
export interface ToCheck {
  readonly outcome: 'check';
  readonly key: ChallengeKey;
  readonly sealed: string;
  readonly channel: Channel;
  readonly ref: string;
  /** Names the counted attempt for {@link ChallengeStore.approve}. */
  readonly attemptId: string;
  readonly attemptsLeft: number;
}

/** A window of one destination. */
export interface Window {
  readonly count: number;
  readonly seconds: number;
}

export interface ChallengeRules {
  readonly lifetimeMs: number;
  /** Attempts on one challenge by its id or from its network; as many again from other networks. */
  readonly attemptsMax: number;
  /** Messages to one destination, all purposes, resends included. */
  readonly sendWindows: readonly Window[];
  /** Wrong attempts on one destination across challenges (R7). */
  readonly wrongWindows: readonly Window[];
  /** The pause after the first, second, … message of a challenge before its resend; the last holds for all after it. */
  readonly cooldownsMs: readonly number[];
  /** Live challenges of one destination and purpose. */
  readonly liveMax: number;
  /** Checks that a hosted provider allows on one `ref`. */
  readonly refChecksMax: number;
}

/**
 * The pending proofs of a destination, and its windows of sends and wrong attempts.
 * Each method is one atomic step; on Redis one script in one slot, one round trip.
 */
export abstract class ChallengeStore {
  /** Charges a send and opens a challenge, or finds the one whose code goes out again. */
  abstract open(request: OpenChallenge): Promise<Opened | CoolingDown | Limited>;

  /** Charges a send of a challenge that is named. The same code, whatever life is left. */
  abstract resend(request: ResendChallenge): Promise<Opened | CoolingDown | Limited | NoChallenge>;

  /** Takes back a challenge that never reached anybody. The send stays charged. */
  abstract withdraw(tag: Tag, key: ChallengeKey): Promise<void>;

  /** The challenge's code is this one from now on, and no other. */
  abstract attach(tag: Tag, key: ChallengeKey, proof: Proof): Promise<void>;

  /**
   * Counts an attempt, then compares, or says that the provider has to. A code that a provider approved before is compared here.
   * `consume` ends the challenge on a match, for a use without a database that claims.
   */
  abstract settle(attempt: CodeAttempt, consume: boolean): Promise<ToCheck | Matched | Wrong | Limited | NoChallenge>;

  /** The provider approved: the attempt is no wrong one, and the same code may be tried again until its claim. */
  abstract approve(tag: Tag, key: ChallengeKey, attemptId: string, mac: string, consume: boolean): Promise<void>;

  /** The windows of a destination, without changing them: how many sends are left for this network and when the next is free. */
  abstract sendsLeft(tag: Tag, network: NetworkMark): Promise<{ left: number; waitMs: number }>;
}
