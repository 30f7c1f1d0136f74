import type { ChallengeRules, Opened, Origin, PendingVerification } from '../challenge.store.js';
import type { Challenge, DestinationState, Handle } from '../destination-state.js';
import { checksLeft, holderByPhone } from './checks-left.js';

/** The pause after so many messages of a challenge. */
export function cooldownMs(rules: ChallengeRules, sends: number): number {
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
export function send(
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
