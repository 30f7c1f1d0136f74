import type { ChallengeRules } from '../challenge.store.js';
import type { DestinationState } from '../destination-state.js';

/** For how long a destination is remembered after its last change. */
export function keptMs(rules: ChallengeRules): number {
  return Math.max(...[...rules.sendWindows, ...rules.wrongWindows, ...rules.comparisonWindows].map(({ seconds }) => seconds * 1000));
}

/** Drops what has expired. */
export function prune(state: DestinationState, rules: ChallengeRules, now: number): void {
  const since = now - keptMs(rules);
  state.challenges = state.challenges.filter((challenge) => challenge.expiresAt > now);
  state.verifications = state.verifications.filter(({ ref }) => state.challenges.some((challenge) => challenge.ref === ref));
  state.sends = state.sends.filter((entry) => entry.at > since);
  state.wrong = state.wrong.filter((entry) => entry.at > since);
  state.compared = state.compared.filter((at) => at > since);
  state.cancelled = state.cancelled.filter(({ untilAt }) => untilAt > now);
}
