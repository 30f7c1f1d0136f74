import type { Channel, Purpose } from '@sixdigit/contract';

/** Names one destination: 128 bits of a keyed MAC of the number or address, base64url (22 characters). */
export type DestinationHash = string;

/** Names one challenge of a destination: random, no secret, base64url (12 characters). */
export type ChallengeNonce = string;

/** What a caller holds of a challenge: 128 random bits, base64url (22 characters). Whoever knows it may use its attempts. */
export type HandleName = string;

/**
 * Who asks, as keyed MACs. All empty where there is no caller (library use), which turns the shares off.
 * - `network`: an IPv4 address or an IPv6 /64; a challenge belongs to one.
 * - `site`: an IPv4 address or an IPv6 /48; at most half of any window is one site's.
 * - `range`: an IPv4 /24, at most two thirds; empty for IPv6.
 */
export interface Origin {
  readonly network: string;
  readonly site: string;
  readonly range: string;
}

/** A window of one destination, sliding. */
export interface Window {
  readonly count: number;
  readonly seconds: number;
}

export interface OpenChallenge {
  readonly hash: DestinationHash;
  /** Those that a new challenge, and the handle of this request, get. */
  readonly nonce: ChallengeNonce;
  readonly handle: HandleName;
  readonly purpose: Purpose;
  /** A MAC over the facts that the code authorises; empty where the purpose has none. */
  readonly binding: string;
  readonly origin: Origin;
  /** `<key id>.<MAC>` of the code that a new challenge gets; none where the provider owns the code. */
  readonly mac: string | undefined;
  /** Destination and facts, sealed: a new challenge keeps it and hands it back. */
  readonly sealed: string;
  /** The code is the caller's own: only a challenge with this very MAC is sent again. */
  readonly callerSupplied: boolean;
  readonly channel: Channel;
  /** Windows of sends in place of the usual ones. */
  readonly windows?: readonly Window[] | undefined;
}

export interface NamedChallenge {
  readonly hash: DestinationHash;
  readonly nonce: ChallengeNonce;
}

export interface NamedHandle extends NamedChallenge {
  readonly handle: HandleName;
}

/** A provider's approval of a counted attempt. `mac` is that of the approved code. */
export interface Approval extends NamedChallenge {
  readonly ref: string;
  readonly attemptId: string;
  readonly mac: string;
  readonly consume: boolean;
}

/** A counted attempt whose verification the provider did not know. */
export interface GoneVerification extends NamedHandle {
  readonly by: AskProvider['by'];
  readonly ref: string;
  readonly attemptId: string;
}

export interface ResendChallenge extends NamedHandle {
  /** Purposes that the route may send again. */
  readonly purposes: readonly Purpose[];
  readonly origin: Origin;
  /** Another channel than before. */
  readonly channel?: Channel | undefined;
  readonly windows?: readonly Window[] | undefined;
}

export interface EscalateChallenge extends NamedChallenge {
  readonly channel: Channel;
  /** The message by this channel did not arrive; nothing where the code went out by another since. */
  readonly failed: Channel;
}

/** A provider's verification that is live for the destination. */
export interface PendingVerification {
  readonly provider: string;
  readonly slot: string;
  readonly ref: string;
  /** Whether the challenge at hand belongs to it. */
  readonly isOwn: boolean;
  /** It must end before the next start in its slot: of other facts, spent for this caller, or its challenge is replaced. */
  readonly isStale: boolean;
}

/** A challenge that may be sent now. Times are milliseconds from now. */
export interface Opened {
  readonly outcome: 'opened';
  readonly nonce: ChallengeNonce;
  /** Empty for an escalation, which nobody asked for. */
  readonly handle: HandleName;
  readonly purpose: Purpose;
  readonly binding: string;
  /** Of our own code, where the last message carried one. */
  readonly mac: string | undefined;
  readonly channel: Channel;
  readonly sealed: string;
  /** Whether this call made it; otherwise the same code goes out again. */
  readonly isNew: boolean;
  readonly lifetimeMs: number;
  readonly resendMs: number;
  readonly attemptsLeft: number;
  readonly verifications: readonly PendingVerification[];
}

/** The last message of the caller's network is too recent. */
export interface CoolingDown {
  readonly outcome: 'cooldown';
  readonly waitMs: number;
}

/** A window is spent, or the caller's share of it. `waitMs` is exact: for the library, not for strangers (T51). */
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
  readonly hash: DestinationHash;
  /** Only this challenge, by this handle; without it, by phone: that of the caller's network, else all live ones of the purpose. */
  readonly named: { readonly nonce: ChallengeNonce; readonly handle: HandleName } | undefined;
  readonly purpose: Purpose;
  readonly binding: string;
  readonly origin: Origin;
  /** MACs of the candidate, one for each key that may have made the stored one. */
  readonly macs: readonly string[];
}

export interface Matched {
  readonly outcome: 'matched';
  readonly nonce: ChallengeNonce;
  readonly sealed: string;
  /** How the code went out last. */
  readonly channel: Channel;
}

export interface Wrong {
  readonly outcome: 'wrong';
  readonly sealed: string;
  /** Of the caller's handle; 0 when they are spent. */
  readonly attemptsLeft: number;
}

/** The attempt is counted; the provider has to say whether the code is right. */
export interface AskProvider {
  readonly outcome: 'ask_provider';
  readonly nonce: ChallengeNonce;
  /** Whose attempt it was: a handle's; by phone, of the challenge's own network or of another. */
  readonly by: 'handle' | 'own_network' | 'foreign';
  /** Empty by phone. */
  readonly handle: HandleName;
  readonly sealed: string;
  readonly channel: Channel;
  readonly provider: string;
  readonly ref: string;
  /** Names the counted attempt. */
  readonly attemptId: string;
  readonly attemptsLeft: number;
}

/** A provider's verification that a start gave. */
export interface StartedVerification {
  readonly provider: string;
  readonly slot: string;
  readonly ref: string;
  /** Checks that it allows. */
  readonly attemptsMax: number;
  /** Verifications that were cancelled for it: their challenges of the same facts move to it, the others end. */
  readonly replaces: readonly string[];
}

/** `attemptsLeft` of the handle: the smaller of its own and of the provider's checks that are left for it. */
export interface Attached {
  readonly outcome: 'attached';
  readonly attemptsLeft: number;
}

/** The verification was cancelled between its start and now. */
export interface StartAgain {
  readonly outcome: 'start_again';
}

export interface ChallengeRules {
  readonly lifetimeMs: number;
  /** Attempts of one handle; of the challenge's network by phone; of all others by phone. */
  readonly attemptsMax: number;
  /** Attempts that all handles of one code may have. */
  readonly reservedMax: number;
  /** Attempts by phone of one site on a challenge of another network. */
  readonly foreignPerSiteMax: number;
  /** Messages to one destination, all purposes, resends included. */
  readonly sendWindows: readonly Window[];
  /** Wrong attempts on one destination across challenges (R7). */
  readonly wrongWindows: readonly Window[];
  /** Attempts of a new handle when those are spent and its site has none of them. */
  readonly attemptsWhenWrong: number;
  /** Comparisons on one destination, of all challenges and handles, whatever the settings (R7). */
  readonly comparisonWindows: readonly Window[];
  /** Attempts of a new handle when those are spent. */
  readonly attemptsWhenCompared: number;
  /** The pause after the first, second, … message of a challenge before its resend; the last holds for all after it. */
  readonly cooldownsMs: readonly number[];
  /** Live challenges of one destination and purpose. */
  readonly liveMax: number;
  /** How often a provider's verification is started anew for one challenge. */
  readonly restartsMax: number;
  /** Checks by phone, on one verification, of networks that hold no challenge on it. */
  readonly foreignChecksMax: number;
  /** For how long a cancelled verification is remembered. */
  readonly cancelledMs: number;
  /** Milliseconds for which a verification is remembered after its start, though nobody holds it: its provider still answers with it. */
  readonly verificationKeptMs: number;
}

/**
 * The pending proofs of a destination, and its windows of sends, wrong attempts and comparisons.
 * Each method is one atomic step; on Redis one script on one key, one round trip.
 */
export abstract class ChallengeStore {
  /** Charges a send and opens a challenge, or gives a further handle of the one whose code goes out again. */
  abstract open(request: OpenChallenge): Promise<Opened | CoolingDown | Limited>;

  /** Charges a send of a handle's challenge: the same code, whatever life is left. */
  abstract resend(request: ResendChallenge): Promise<Opened | CoolingDown | Limited | NoChallenge>;

  /** Charges a send of a challenge to the network that opened it, once for each challenge. */
  abstract escalate(request: EscalateChallenge): Promise<Opened | NoChallenge>;

  /** Takes back a handle whose message never reached anybody, and with the last one its challenge. The send stays charged. */
  abstract withdraw(handle: NamedHandle): Promise<void>;

  /** The challenge's code is ours from now on, and no provider's. */
  abstract attachCode(challenge: NamedChallenge & { readonly mac: string }): Promise<void>;

  /** The challenge's code is a provider's from now on. */
  abstract attachVerification(challenge: NamedHandle & StartedVerification): Promise<Attached | StartAgain>;

  /** Verifications are about to be cancelled: a check that meets one is no wrong attempt. */
  abstract cancelling(hash: DestinationHash, refs: readonly string[]): Promise<void>;

  /**
   * Counts an attempt, then compares, or says that the provider has to. A code that matched before is compared again and not
   * counted. `consume` ends the challenge on a match, for a use without a database that claims.
   */
  abstract attempt(attempt: CodeAttempt, consume: boolean): Promise<AskProvider | Matched | Wrong | Limited | NoChallenge>;

  /** The provider approved: the attempt is no wrong one, and the same code may be tried again until its claim. */
  abstract approve(approval: Approval): Promise<void>;

  /** The provider knew no such verification. Gives the attempt back where that is our doing; otherwise `none`. */
  abstract verificationGone(asked: GoneVerification): Promise<Wrong | NoChallenge>;

  /** The windows of a destination, without changing them: how many sends are left for this origin and when the next is free. */
  abstract sendsLeft(hash: DestinationHash, origin: Origin): Promise<{ left: number; waitMs: number }>;
}
