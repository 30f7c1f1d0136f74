import type {
  ChallengeRules,
  CoolingDown,
  EscalateChallenge,
  Limited,
  NoChallenge,
  OpenChallenge,
  Opened,
  Origin,
  PendingVerification,
  ResendChallenge,
} from '../challenge.store.js';
import type { Challenge, DestinationState, Handle } from '../destination-state.js';
import { checksLeft, holderByPhone, verificationOf } from './checks-left.js';
import { exhaustedComparisons, exhaustedWindow, hasEntry } from './windows.js';

const none: NoChallenge = { outcome: 'none' };

/** See {@link ChallengeStore.open}. */
export function open(state: DestinationState, request: OpenChallenge, rules: ChallengeRules, now: number): Opened | CoolingDown | Limited {
  const { origin, windows = rules.sendWindows } = request;
  const granted = attemptsGranted(state, origin, rules, now);
  if (typeof granted !== 'number') return granted;
  const mine = ownChallenge(state, request);
  const waitMs = cooldownLeft(state, origin, rules, now);
  const isWaived = waitMs > 0 && mine !== undefined && mayBeWaived(state, mine);
  if (waitMs > 0 && !isWaived) return { outcome: 'cooldown', waitMs };
  const limited = state.sends.length > 0 ? exhaustedWindow(state.sends, windows, origin, now) : undefined;
  if (limited) return limited;
  if (mine && goesOutAgain(state, mine, request, rules, now)) {
    const handle = addHandle(mine, request.handle, Math.min(granted, rules.reservedMax - mine.reserved));
    handle.waived = isWaived;
    mine.channel = request.channel;
    return send(state, { challenge: mine, handle, isNew: false, origin, replacedRef: '' }, rules, now);
  }
  const rivals = rivalsOf(state, mine, request);
  // a stranger must not push out the owner's pending challenge
  if (rivals.length >= rules.liveMax)
    return { outcome: 'limited', windowSeconds: rules.lifetimeMs / 1000, waitMs: soonestEnd(rivals) - now };
  if (mine) mine.replaced = true;
  const challenge = newChallenge(request, rules, now);
  state.challenges.push(challenge);
  const handle = addHandle(challenge, request.handle, granted);
  return send(state, { challenge, handle, isNew: true, origin, replacedRef: mine && !mine.matched ? mine.ref : '' }, rules, now);
}

/** Attempts of a new handle. Wrong attempts of others cost a caller some of theirs; their own refuse them. */
function attemptsGranted(state: DestinationState, origin: Origin, rules: ChallengeRules, now: number): number | Limited {
  const { attemptsMax, wrongWindows, attemptsWhenWrong, comparisonWindows, attemptsWhenCompared } = rules;
  if (state.compared.length === 0) return attemptsMax;
  const wrong = exhaustedWindow(state.wrong, wrongWindows, origin, now);
  if (wrong && hasEntry(state.wrong, wrongWindows, origin.site, now)) return wrong;
  if (exhaustedComparisons(state.compared, comparisonWindows, now)) return attemptsWhenCompared;
  return wrong ? attemptsWhenWrong : attemptsMax;
}

/** The one of the caller's network, for this purpose and these facts. */
function ownChallenge(state: DestinationState, { origin, purpose, binding }: OpenChallenge): Challenge | undefined {
  return state.challenges.find(
    (challenge) =>
      !challenge.replaced && challenge.network === origin.network && challenge.purpose === purpose && challenge.binding === binding,
  );
}

/** Milliseconds until the caller's network may ask again; 0 when it may. */
function cooldownLeft(state: DestinationState, { network }: Origin, rules: ChallengeRules, now: number): number {
  const waits = state.challenges.filter((other) => other.network === network).map((other) => other.lastSendAt + cooldownMs(rules, 1) - now);
  return Math.max(0, ...waits);
}

/** The checks of a provider's verification are spent: the caller needs a new code, and is let off the cool-down once. */
function mayBeWaived(state: DestinationState, mine: Challenge): boolean {
  return !mine.matched && isSpent(state, mine) && !mine.handles.some((handle) => handle.waived);
}

/** The code is a provider's, and who asks by phone has no check of it left. */
function isSpent(state: DestinationState, challenge: Challenge): boolean {
  const verification = challenge.mac === '' ? verificationOf(state, challenge) : undefined;
  return verification !== undefined && checksLeft(state, verification, holderByPhone(challenge)) === 0;
}

function goesOutAgain(state: DestinationState, mine: Challenge, request: OpenChallenge, rules: ChallengeRules, now: number): boolean {
  return (
    !mine.matched &&
    mine.byPhone < rules.attemptsMax &&
    mine.reserved < rules.reservedMax &&
    mine.expiresAt - now >= rules.lifetimeMs / 2 &&
    mine.callerSupplied === request.callerSupplied &&
    (!request.callerSupplied || mine.mac === request.mac) &&
    (mine.restarts < rules.restartsMax || !isSpent(state, mine))
  );
}

/** Live challenges of the purpose beside the caller's own, which a new one takes the place of. */
function rivalsOf(state: DestinationState, mine: Challenge | undefined, { purpose }: OpenChallenge): Challenge[] {
  return state.challenges.filter((other) => other !== mine && other.purpose === purpose && !other.matched && !other.replaced);
}

function soonestEnd(challenges: readonly Challenge[]): number {
  return Math.min(...challenges.map((challenge) => challenge.expiresAt));
}

function addHandle(challenge: Challenge, name: string, max: number): Handle {
  const handle: Handle = { name, max, used: 0, checks: 0, waived: false };
  challenge.handles.push(handle);
  challenge.reserved += max;
  return handle;
}

function newChallenge(
  { nonce, purpose, binding, origin, sealed, callerSupplied, channel, mac = '' }: OpenChallenge,
  rules: ChallengeRules,
  now: number,
): Challenge {
  return {
    nonce,
    purpose,
    binding,
    network: origin.network,
    site: origin.site,
    range: origin.range,
    createdAt: now,
    expiresAt: now + rules.lifetimeMs,
    sealed,
    callerSupplied,
    channel,
    mac,
    ref: '',
    matched: false,
    replaced: false,
    escalated: false,
    reserved: 0,
    byPhone: 0,
    foreign: {},
    restarts: 0,
    sends: 0,
    lastSendAt: 0,
    handles: [],
  };
}

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
  // charged like a send of the network that asked: a stranger must not pass their half by messages that do not arrive
  if (exhaustedWindow(state.sends, rules.sendWindows, challenge, now)) return none;
  challenge.escalated = true;
  challenge.channel = channel;
  return send(state, { challenge, handle: undefined, isNew: false, origin: challenge, replacedRef: '' }, rules, now);
}

/** The pause after so many messages of a challenge. */
function cooldownMs(rules: ChallengeRules, sends: number): number {
  return rules.cooldownsMs[Math.min(sends, rules.cooldownsMs.length) - 1]!;
}

interface Send {
  readonly challenge: Challenge;
  /** None for an escalation. */
  readonly handle: Handle | undefined;
  readonly isNew: boolean;
  /** Who is charged. */
  readonly origin: Pick<Origin, 'site' | 'range'>;
  /** The verification of the challenge that this one took the place of; empty otherwise. */
  readonly replacedRef: string;
}

/** Charges a send, and says what goes out. */
function send(
  state: DestinationState,
  { challenge, handle, isNew, origin, replacedRef }: Send,
  rules: ChallengeRules,
  now: number,
): Opened {
  challenge.sends += 1;
  challenge.lastSendAt = now;
  state.sends.push({ at: now, site: origin.site, range: origin.range, id: '' });
  return {
    outcome: 'opened',
    nonce: challenge.nonce,
    handle: handle?.name ?? '',
    purpose: challenge.purpose,
    binding: challenge.binding,
    mac: challenge.mac || undefined,
    channel: challenge.channel,
    sealed: challenge.sealed,
    isNew,
    lifetimeMs: challenge.expiresAt - now,
    resendMs: cooldownMs(rules, challenge.sends),
    attemptsLeft: handle ? handle.max - handle.used : 0,
    verifications: pendingVerifications(state, challenge, handle ?? holderByPhone(challenge), replacedRef),
  };
}

function pendingVerifications(
  state: DestinationState,
  challenge: Challenge,
  holder: Handle | undefined,
  replacedRef: string,
): PendingVerification[] {
  return state.verifications.map((verification) => {
    const { provider, slot, ref } = verification;
    const sharesFacts = state.challenges.some(
      (other) => other.ref === ref && other.purpose === challenge.purpose && other.binding === challenge.binding,
    );
    const isSpent = checksLeft(state, verification, holder) === 0;
    return { provider, slot, ref, isOwn: challenge.ref === ref, isStale: !sharesFacts || isSpent || ref === replacedRef };
  });
}
