import type { ChallengeRules, CoolingDown, EscalateChallenge, Limited, NoChallenge, Opened, ResendChallenge } from '../challenge.store.js';
import type { Challenge, DestinationState } from '../destination-state.js';
import { checksLeft, verificationOf } from './checks-left.js';
import { cooldownMs, send } from './send.js';
import { exhaustedWindow } from './windows.js';

const none: NoChallenge = { outcome: 'none' };

function pending(state: DestinationState, nonce: string): Challenge | undefined {
  return state.challenges.find((challenge) => challenge.nonce === nonce && !challenge.matched);
}

/** See {@link ChallengeStore.resend}. */
export function resend(
  state: DestinationState,
  { nonce, handle: name, purposes, origin, channel, windows }: ResendChallenge,
  rules: ChallengeRules,
  now: number,
): Opened | CoolingDown | Limited | NoChallenge {
  const challenge = pending(state, nonce);
  const handle = challenge?.handles.find((held) => held.name === name);
  if (!challenge || !handle || !purposes.includes(challenge.purpose) || handle.used >= handle.max) return none;
  const verification = challenge.mac === '' ? verificationOf(state, challenge) : undefined;
  const isSpent = verification !== undefined && checksLeft(state, verification, handle) === 0;
  if (isSpent && challenge.restarts >= rules.restartsMax) return none;
  const waitMs = challenge.lastSendAt + cooldownMs(rules, challenge.sends) - now;
  const isWaived = isSpent && !handle.waived;
  if (waitMs > 0 && !isWaived) return { outcome: 'cooldown', waitMs };
  const limited = exhaustedWindow(state.sends, windows ?? rules.sendWindows, origin, now);
  if (limited) return limited;
  if (waitMs > 0) handle.waived = true;
  challenge.channel = channel ?? challenge.channel;
  return send(state, { challenge, handle, isNew: false, origin, replacedRef: '' }, rules, now);
}

/** See {@link ChallengeStore.escalate}. */
export function escalate(
  state: DestinationState,
  { nonce, channel, failed }: EscalateChallenge,
  rules: ChallengeRules,
  now: number,
): Opened | NoChallenge {
  const challenge = pending(state, nonce);
  if (!challenge || challenge.escalated || challenge.channel !== failed) return none;
  // charged like a send of whoever asked: a stranger must not pass their half by messages that do not arrive
  if (exhaustedWindow(state.sends, rules.sendWindows, challenge, now)) return none;
  challenge.escalated = true;
  challenge.channel = channel;
  return send(state, { challenge, handle: undefined, isNew: false, origin: challenge, replacedRef: '' }, rules, now);
}
