import type { AskProvider, ChallengeRules, CodeAttempt, Limited, Matched, NoChallenge, Origin, Wrong } from '../challenge.store.js';
import type { Challenge, DestinationState, Handle } from '../destination-state.js';
import { checksLeft, foreignChecksLeft, holderByPhone, verificationOf } from './checks-left.js';
import { exhaustedComparisons, exhaustedWindow } from './windows.js';

type Answer = AskProvider | Matched | Wrong | Limited | NoChallenge;

/** One call's attempt on one challenge: whose attempts it uses. */
type Claimant =
  | { readonly by: 'handle'; readonly challenge: Challenge; readonly handle: Handle }
  | { readonly by: 'own_network' | 'foreign'; readonly challenge: Challenge };

interface Context {
  readonly state: DestinationState;
  readonly attempt: CodeAttempt;
  readonly rules: ChallengeRules;
  readonly now: number;
  /** Names the attempt, where a provider has to compare. */
  readonly attemptId: string;
  readonly consume: boolean;
}

const none: NoChallenge = { outcome: 'none' };

/** See {@link ChallengeStore.attempt}. */
export function attempt(context: Context): Answer {
  const { state, attempt: candidate, rules, now } = context;
  if (candidate.named) return byHandle(context, candidate.named);
  const live = state.challenges.filter(
    ({ purpose, binding, replaced }) => !replaced && purpose === candidate.purpose && binding === candidate.binding,
  );
  const comparable = live.filter(isComparable);
  if (comparable.length === 0) return none;
  const spent = state.compared.length > 0 ? exhaustedComparisons(state.compared, rules.comparisonWindows, now) : undefined;
  if (spent) return spent;
  const mine = live.find(({ network }) => network === candidate.origin.network);
  if (!mine) return byPhoneFromElsewhere(context, comparable);
  return isComparable(mine) ? byPhone(context, mine) : none;
}

function isComparable({ mac, ref }: Challenge): boolean {
  return mac !== '' || ref !== '';
}

function byHandle(context: Context, { nonce, handle: name }: { nonce: string; handle: string }): Answer {
  const challenge = context.state.challenges.find((other) => other.nonce === nonce);
  const handle = challenge?.handles.find((held) => held.name === name);
  if (!challenge || !handle || !isComparable(challenge)) return none;
  if (isRepeated(context, challenge)) return matched(context, challenge);
  if (handle.used >= handle.max) return wrong(challenge, 0);
  return check(context, [{ by: 'handle', challenge, handle }]);
}

function byPhone(context: Context, challenge: Challenge): Answer {
  if (isRepeated(context, challenge)) return matched(context, challenge);
  if (challenge.byPhone >= context.rules.attemptsMax) return wrong(challenge, 0);
  return check(context, [{ by: 'own_network', challenge }]);
}

/** The owner may have moved to another network: compared with all live challenges, on the attempts that strangers have. */
function byPhoneFromElsewhere(context: Context, live: readonly Challenge[]): Answer {
  const { state, attempt: candidate, rules, now } = context;
  const repeated = live.find((challenge) => isRepeated(context, challenge));
  if (repeated) return matched(context, repeated);
  const limited = exhaustedWindow(state.wrong, rules.wrongWindows, candidate.origin, now);
  if (limited) return limited;
  const open = live.filter((challenge) => foreignLeft(challenge, candidate.origin, rules) > 0);
  if (open.length === 0) return wrong(live[0]!, 0);
  return check(
    context,
    open.map((challenge) => ({ by: 'foreign', challenge })),
  );
}

function foreignLeft({ foreign }: Challenge, { site }: Origin, rules: ChallengeRules): number {
  const total = Object.values(foreign).reduce((sum, used) => sum + used, 0);
  return Math.min(rules.attemptsMax - total, rules.foreignPerSiteMax - (foreign[site] ?? 0));
}

/** Counts first, so that parallel guesses do not share one count; then compares, or leaves it to the provider. */
function check(context: Context, claimants: readonly Claimant[]): Answer {
  const { state, attempt: candidate, rules, now, attemptId } = context;
  const asked = claimants.find((claimant) => isHosted(context, claimant.challenge) && claimantChecksLeft(context, claimant) > 0);
  const compared = claimants.filter((claimant) => claimant === asked || !isHosted(context, claimant.challenge));
  // nothing is counted where nothing can be compared
  if (compared.length === 0) return wrong(claimants[0]!.challenge, 0);
  for (const claimant of compared) count(context, claimant);
  const right = compared.find(({ challenge }) => isRight(context, challenge));
  if (right) return matched(context, right.challenge);
  state.wrong.push({ at: now, site: candidate.origin.site, range: candidate.origin.range, id: attemptId });
  return asked ? askProvider(context, asked) : wrong(compared[0]!.challenge, attemptsLeft(compared[0]!, candidate.origin, rules));
}

/** A provider has to compare: only where the code could complete this very purpose with these very facts. */
function isHosted({ attempt: { purpose, binding } }: Context, challenge: Challenge): boolean {
  return challenge.mac === '' && challenge.ref !== '' && challenge.purpose === purpose && challenge.binding === binding;
}

function isRight({ attempt: { purpose, binding, macs } }: Context, challenge: Challenge): boolean {
  return challenge.mac !== '' && challenge.purpose === purpose && challenge.binding === binding && macs.includes(challenge.mac);
}

/** A code that matched before proves nothing new: its claim decides, and it is not counted again. */
function isRepeated(context: Context, challenge: Challenge): boolean {
  return challenge.matched && isRight(context, challenge);
}

function count({ state, attempt: { origin }, now }: Context, claimant: Claimant): void {
  const { challenge } = claimant;
  state.compared.push(now);
  if (claimant.by === 'handle') claimant.handle.used += 1;
  else if (claimant.by === 'foreign') challenge.foreign[origin.site] = (challenge.foreign[origin.site] ?? 0) + 1;
  else challenge.byPhone += 1;
}

function attemptsLeft(claimant: Claimant, origin: Origin, rules: ChallengeRules): number {
  if (claimant.by === 'handle') return claimant.handle.max - claimant.handle.used;
  return claimant.by === 'foreign' ? foreignLeft(claimant.challenge, origin, rules) : rules.attemptsMax - claimant.challenge.byPhone;
}

/** Whose reserved check the attempt may use. */
function holderOf(claimant: Claimant): Handle | undefined {
  if (claimant.by === 'handle') return claimant.handle;
  return claimant.by === 'own_network' ? holderByPhone(claimant.challenge) : undefined;
}

function claimantChecksLeft({ state, rules }: Context, claimant: Claimant): number {
  const verification = verificationOf(state, claimant.challenge);
  if (!verification) return 0;
  return claimant.by === 'foreign' ? foreignChecksLeft(state, verification, rules) : checksLeft(state, verification, holderOf(claimant));
}

function askProvider(context: Context, claimant: Claimant): AskProvider {
  const { state, attempt: candidate, rules, attemptId } = context;
  const { challenge, by } = claimant;
  const verification = verificationOf(state, challenge)!;
  const holder = holderOf(claimant);
  verification.total += 1;
  if (by === 'foreign') verification.foreign += 1;
  if (holder) holder.checks += 1;
  return {
    outcome: 'ask_provider',
    nonce: challenge.nonce,
    by,
    handle: by === 'handle' ? claimant.handle.name : '',
    sealed: challenge.sealed,
    channel: challenge.channel,
    provider: verification.provider,
    ref: challenge.ref,
    attemptId,
    attemptsLeft: Math.min(attemptsLeft(claimant, candidate.origin, rules), claimantChecksLeft(context, claimant)),
  };
}

/** The first success of any handle is that of the challenge. */
function matched({ state, consume }: Context, challenge: Challenge): Matched {
  challenge.matched = true;
  if (consume) state.challenges = state.challenges.filter((other) => other !== challenge);
  return { outcome: 'matched', nonce: challenge.nonce, sealed: challenge.sealed, channel: challenge.channel };
}

function wrong({ sealed }: Challenge, attemptsLeft: number): Wrong {
  return { outcome: 'wrong', sealed, attemptsLeft };
}
