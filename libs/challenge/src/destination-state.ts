import type { Channel, Purpose } from '@sixdigit/contract';
import type { ChallengeRules } from './challenge.store.js';

/** What a caller holds of a challenge. */
export interface Handle {
  readonly name: string;
  /** Attempts reserved for it. */
  readonly max: number;
  used: number;
  /** Checks of the provider's verification in force that it has used. */
  checks: number;
  /** It was sent a new code without its cool-down, because the old one was spent by others. */
  waived: boolean;
}

/** One pending proof. Times are milliseconds since 1970. */
export interface Challenge {
  readonly nonce: string;
  readonly purpose: Purpose;
  readonly binding: string;
  readonly network: string;
  readonly site: string;
  readonly range: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly sealed: string;
  readonly callerSupplied: boolean;
  channel: Channel;
  /** Of our own code, or of one that a provider approved; empty otherwise. */
  mac: string;
  /** The provider's verification; empty otherwise. */
  ref: string;
  matched: boolean;
  /** A newer challenge of the same network took its place: good for its handles, not by phone. */
  replaced: boolean;
  escalated: boolean;
  /** Attempts reserved by all handles. */
  reserved: number;
  /** Attempts by phone from its own network. */
  byPhone: number;
  /** Attempts by phone from other networks, by site. */
  readonly foreign: Record<string, number>;
  restarts: number;
  sends: number;
  lastSendAt: number;
  readonly handles: Handle[];
}

/** A send, or a wrong attempt. */
export interface Entry {
  readonly at: number;
  readonly site: string;
  readonly range: string;
  /** Names a wrong attempt that may be taken back; empty for a send. */
  readonly id: string;
}

/** A provider's verification, which several challenges may share. */
export interface HostedVerification {
  readonly ref: string;
  readonly provider: string;
  readonly slot: string;
  /** Checks that the provider allows. */
  readonly max: number;
  /** Until then the provider may answer a start with it. */
  readonly keptUntil: number;
  /** Checks used, by anybody. */
  total: number;
  /** Checks used by phone from networks that hold no challenge on it. */
  foreign: number;
}

/** Everything that is known of one destination: read, decided on and written as a whole. */
export interface DestinationState {
  challenges: Challenge[];
  verifications: HostedVerification[];
  sends: Entry[];
  wrong: Entry[];
  /** Comparisons: each a time, as often as codes were compared at it. */
  compared: number[];
  /** Cancelled verifications, each with the time until which it is remembered. */
  cancelled: { readonly ref: string; readonly untilAt: number }[];
}

export function emptyState(): DestinationState {
  return { challenges: [], verifications: [], sends: [], wrong: [], compared: [], cancelled: [] };
}

/** For how long a destination is remembered after its last change. */
export function keptMs(rules: ChallengeRules): number {
  return Math.max(...[...rules.sendWindows, ...rules.wrongWindows, ...rules.comparisonWindows].map(({ seconds }) => seconds * 1000));
}

/** Drops what has expired. */
export function prune(state: DestinationState, rules: ChallengeRules, now: number): void {
  const since = now - keptMs(rules);
  state.challenges = state.challenges.filter((challenge) => challenge.expiresAt > now);
  // one that nobody holds any more is still known, so that the next start of other facts cancels it instead of being sent its code
  state.verifications = state.verifications.filter(
    ({ ref, keptUntil }) =>
      state.challenges.some((challenge) => challenge.ref === ref) ||
      (keptUntil > now && !state.cancelled.some((cancelled) => cancelled.ref === ref)),
  );
  state.sends = state.sends.filter((entry) => entry.at > since);
  state.wrong = state.wrong.filter((entry) => entry.at > since);
  state.compared = state.compared.filter((at) => at > since);
  state.cancelled = state.cancelled.filter(({ untilAt }) => untilAt > now);
}
