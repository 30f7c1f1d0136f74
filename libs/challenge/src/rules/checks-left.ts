import type { ChallengeRules } from '../challenge.store.js';
import type { Challenge, DestinationState, Handle, HostedVerification } from '../destination-state.js';

export function verificationOf(state: DestinationState, challenge: Challenge): HostedVerification | undefined {
  return challenge.ref === '' ? undefined : state.verifications.find(({ ref }) => ref === challenge.ref);
}

/** Who asks by phone from a network with one handle is taken for its holder. */
export function holderByPhone({ handles }: Challenge): Handle | undefined {
  return handles.length === 1 ? handles[0] : undefined;
}

/**
 * Checks of a provider's verification that are left for a holder: reserved, not capped. The only holder has all of them, each
 * other holder keeps one that nobody else can use up; where there are more holders than checks, those of the first challenges,
 * and of one challenge those who asked last.
 */
export function checksLeft(state: DestinationState, verification: HostedVerification, holder: Handle | undefined): number {
  const free = Math.max(0, verification.max - verification.total);
  const waiting = withoutCheck(state, verification);
  const place = holder ? waiting.indexOf(holder) : -1;
  if (place < 0) return Math.max(0, free - waiting.length);
  return Math.max(place < free ? 1 : 0, free - (waiting.length - 1));
}

/** Networks that hold no challenge on it have two at most, whatever is left. */
export function foreignChecksLeft(state: DestinationState, verification: HostedVerification, rules: ChallengeRules): number {
  return Math.max(0, Math.min(checksLeft(state, verification, undefined), rules.foreignChecksMax - verification.foreign));
}

/** Handles that have used none of its checks and keep one each, in the order in which they have it. */
function withoutCheck(state: DestinationState, { ref }: HostedVerification): Handle[] {
  return state.challenges
    .filter((challenge) => challenge.ref === ref && !challenge.matched)
    .flatMap(({ handles }) => handles.toReversed())
    .filter((handle) => handle.checks === 0 && handle.used < handle.max);
}
