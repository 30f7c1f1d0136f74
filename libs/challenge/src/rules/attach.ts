import type {
  Approval,
  Attached,
  ChallengeRules,
  GoneVerification,
  NoChallenge,
  StartAgain,
  StartedVerification,
  Wrong,
} from '../challenge.store.js';
import type { Challenge, DestinationState } from '../destination-state.js';
import { checksLeft } from './checks-left.js';

function named(state: DestinationState, nonce: string): Challenge | undefined {
  return state.challenges.find((challenge) => challenge.nonce === nonce);
}

/** See {@link ChallengeStore.withdraw}. */
export function withdraw(state: DestinationState, nonce: string, name: string): void {
  const challenge = named(state, nonce);
  const handle = challenge?.handles.find((held) => held.name === name);
  if (!challenge || !handle) return;
  challenge.handles.splice(challenge.handles.indexOf(handle), 1);
  challenge.reserved -= handle.max;
  if (challenge.handles.length === 0) state.challenges = state.challenges.filter((other) => other !== challenge);
}

/** See {@link ChallengeStore.attachCode}. */
export function attachCode(state: DestinationState, nonce: string, mac: string): void {
  const challenge = named(state, nonce);
  if (!challenge) return;
  challenge.mac = mac;
  challenge.ref = '';
  challenge.matched = false;
}

/** See {@link ChallengeStore.cancelling}. */
export function cancelling(state: DestinationState, refs: readonly string[], rules: ChallengeRules, now: number): void {
  for (const ref of refs) state.cancelled.push({ ref, untilAt: now + rules.cancelledMs });
}

/** See {@link ChallengeStore.attachVerification}. */
export function attachVerification(
  state: DestinationState,
  nonce: string,
  name: string,
  { provider, slot, ref, attemptsMax, replaces }: StartedVerification,
  rules: ChallengeRules,
  now: number,
): Attached | StartAgain {
  if (state.cancelled.some((cancelled) => cancelled.ref === ref)) return { outcome: 'start_again' };
  const challenge = named(state, nonce);
  if (!challenge) return { outcome: 'attached', attemptsLeft: 0 };
  for (const replaced of replaces) moveHolders(state, challenge, replaced, ref);
  state.verifications = state.verifications.filter((known) => known.ref === ref || !replaces.includes(known.ref));
  move(challenge, ref);
  let verification = state.verifications.find((known) => known.ref === ref);
  if (!verification) {
    verification = { ref, provider, slot, max: attemptsMax, keptUntil: now + rules.verificationKeptMs, total: 0, foreign: 0 };
    state.verifications.push(verification);
  }
  const handle = challenge.handles.find((held) => held.name === name);
  const left = handle ? Math.min(handle.max - handle.used, checksLeft(state, verification, handle)) : 0;
  return { outcome: 'attached', attemptsLeft: left };
}

/** All messages go to the same phone, so the newest code is every holder's; of other facts, it is nobody's. */
function moveHolders(state: DestinationState, challenge: Challenge, replaced: string, ref: string): void {
  state.challenges = state.challenges.filter(
    (other) => other.ref !== replaced || (other.purpose === challenge.purpose && other.binding === challenge.binding),
  );
  for (const other of state.challenges) {
    if (other.ref !== replaced || other.matched) continue;
    move(other, ref);
    other.restarts += 1;
  }
}

function move(challenge: Challenge, ref: string): void {
  if (challenge.ref !== ref) for (const handle of challenge.handles) handle.checks = 0;
  challenge.ref = ref;
  challenge.mac = '';
  challenge.matched = false;
}

/** See {@link ChallengeStore.approve}. */
export function approve(state: DestinationState, nonce: string, approval: Approval): void {
  state.wrong = state.wrong.filter(({ id }) => id !== approval.attemptId);
  state.verifications = state.verifications.filter(({ ref }) => ref !== approval.ref);
  const challenge = named(state, nonce);
  if (!challenge) return;
  challenge.mac = approval.mac;
  challenge.matched = true;
  // one code, used once: the other holders hold nothing any more
  state.challenges = state.challenges.filter((other) => (other === challenge ? !approval.consume : other.ref !== approval.ref));
}

/** See {@link ChallengeStore.verificationGone}. */
export function verificationGone(
  state: DestinationState,
  nonce: string,
  { by, handle: name, ref, attemptId }: GoneVerification,
): Wrong | NoChallenge {
  const challenge = named(state, nonce);
  const isOurDoing = challenge !== undefined && (challenge.ref !== ref || state.cancelled.some((cancelled) => cancelled.ref === ref));
  if (!isOurDoing) return { outcome: 'none' };
  state.wrong = state.wrong.filter(({ id }) => id !== attemptId);
  const handle = challenge.handles.find((held) => held.name === name);
  if (handle && handle.used > 0) handle.used -= 1;
  if (by === 'own_network' && challenge.byPhone > 0) challenge.byPhone -= 1;
  return { outcome: 'wrong', sealed: challenge.sealed, attemptsLeft: handle ? handle.max - handle.used : 0 };
}
