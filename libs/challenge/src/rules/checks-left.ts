import type { ChallengeRules } from '../challenge.store.js';
import type { Challenge, DestinationState, Handle, Verification } from '../destination-state.js';

export function verificationOf(state: DestinationState, challenge: Challenge): Verification | undefined {
  return challenge.ref === '' ? undefined : state.verifications.find(({ ref }) => ref === challenge.ref);
}

/** Who asks by phone from a network with one handle is taken for its holder. */
export function holderByPhone({ handles }: Challenge): Handle | undefined {
  return handles.length === 1 ? handles[0] : undefined;
}

/**
 * Checks of a provider's verification that are left for a holder: reserved, not capped. The only holder has all of them, each
 * other holder keeps one that nobody else can use up.
 */
export function checksLeft(state: DestinationState, verification: Verification, holder: Handle | undefined): number {
  const free = Math.max(0, verification.max - verification.total);
  const own = holder && holder.checks === 0 ? Math.min(1, free) : 0;
  return Math.max(own, free - keptForOthers(state, verification, holder));
}

/** Networks that hold no challenge on it have two at most, whatever is left. */
export function foreignChecksLeft(state: DestinationState, verification: Verification, rules: ChallengeRules): number {
  return Math.max(0, Math.min(checksLeft(state, verification, undefined), rules.foreignChecksMax - verification.foreign));
}

/** One check for each handle that has used none. */
function keptForOthers(state: DestinationState, { ref }: Verification, holder: Handle | undefined): number {
  return state.challenges
    .filter((challenge) => challenge.ref === ref && !challenge.matched)
    .flatMap(({ handles }) => handles)
    .filter((handle) => handle !== holder && handle.checks === 0 && handle.used < handle.max).length;
}
