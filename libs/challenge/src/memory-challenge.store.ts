import { randomUUID } from 'node:crypto';
import type { Clock } from '@sixdigit/config';
import type { Channel } from '@sixdigit/contract';
import {
  type ChallengeRules,
  ChallengeStore,
  type CodeAttempt,
  type CoolingDown,
  type Limited,
  type Matched,
  type NoChallenge,
  type OpenChallenge,
  type Opened,
  type Proof,
  type ResendChallenge,
  type ToCheck,
  type Window,
  type Wrong,
} from './challenge.store.js';

interface Challenge {
  readonly key: string;
  readonly purpose: OpenChallenge['purpose'];
  readonly network: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly sealed: string;
  readonly brought: boolean;
  channel: Channel;
  mac: string | undefined;
  ref: string | undefined;
  matched: boolean;
  own: number;
  others: number;
  sends: number;
  lastSend: number;
}

/** A send or a wrong attempt. */
interface Entry {
  readonly id: string;
  readonly at: number;
  readonly network: string;
}

/** Checks of a provider's verification that several challenges may share. */
interface RefChecks {
  total: number;
  readonly byNetwork: Map<string, number>;
}

interface Destination {
  readonly challenges: Map<string, Challenge>;
  readonly refs: Map<string, RefChecks>;
  sends: Entry[];
  wrong: Entry[];
}

/** Destinations are looked through for old ones after this many calls: no timer keeps the process alive. */
const callsBetweenSweeps = 1000;

/** The rules of {@link ChallengeStore} for one process. The scripts of the Redis store say the same in Lua; one suite holds them together. */
export class MemoryChallengeStore extends ChallengeStore {
  private readonly destinations = new Map<string, Destination>();
  private readonly keptMs: number;
  private calls = 0;

  constructor(
    private readonly clock: Clock,
    private readonly rules: ChallengeRules,
  ) {
    super();
    this.keptMs = Math.max(...[...rules.sendWindows, ...rules.wrongWindows].map((window) => window.seconds * 1000));
  }

  async open(request: OpenChallenge): Promise<Opened | CoolingDown | Limited> {
    const { network, purpose } = request;
    const now = this.clock.now();
    const found = this.at(request.tag, now);
    const own = [...found.challenges.values()].filter((challenge) => challenge.network === network);
    const refused =
      spent(found.wrong, this.rules.wrongWindows, network, now) ??
      coolingDown(Math.max(0, ...own.map((challenge) => challenge.lastSend + this.rules.cooldownsMs[0]! - now))) ??
      spent(found.sends, this.rules.sendWindows, network, now);
    if (refused) return refused;
    const mine = own.find((challenge) => challenge.purpose === purpose);
    if (mine && this.goesOutAgain(mine, request, now)) return this.send(request.tag, found, mine, false, network, request.channel, now);
    const rivals = [...found.challenges.values()].filter((other) => other !== mine && other.purpose === purpose && !other.matched);
    // a stranger must not push out the owner's pending challenge
    if (rivals.length >= this.rules.liveMax)
      return { outcome: 'limited', windowSeconds: this.rules.lifetimeMs / 1000, waitMs: this.soonestEnd(rivals, now) };
    if (mine) found.challenges.delete(mine.key);
    const isHeld = [...found.challenges.values()].some((other) => other.ref === mine?.ref);
    const staleRef = mine && !mine.matched && !isHeld ? mine.ref : undefined;
    const fresh: Challenge = {
      key: request.key,
      purpose,
      network,
      createdAt: now,
      expiresAt: now + this.rules.lifetimeMs,
      sealed: request.sealed,
      brought: request.brought,
      channel: request.channel,
      mac: request.mac,
      ref: undefined,
      matched: false,
      own: 0,
      others: 0,
      sends: 0,
      lastSend: 0,
    };
    found.challenges.set(fresh.key, fresh);
    const sent = this.send(request.tag, found, fresh, true, network, request.channel, now);
    return { ...sent, staleRef: sent.staleRef ?? staleRef };
  }

  async resend({ tag, key, network, channel, failed }: ResendChallenge): Promise<Opened | CoolingDown | Limited | NoChallenge> {
    const now = this.clock.now();
    const found = this.at(tag, now);
    const challenge = found.challenges.get(key);
    if (!challenge || challenge.matched || challenge.own >= this.rules.attemptsMax) return { outcome: 'none' };
    if (failed !== undefined && challenge.channel !== failed) return { outcome: 'none' };
    const refused =
      coolingDown(failed ? 0 : challenge.lastSend + this.cooldownMs(challenge.sends) - now) ??
      spent(found.sends, this.rules.sendWindows, network, now);
    return refused ?? this.send(tag, found, challenge, false, network, channel ?? challenge.channel, now);
  }

  async withdraw(tag: string, key: string): Promise<void> {
    this.destinations.get(tag)?.challenges.delete(key);
  }

  async attach(tag: string, key: string, proof: Proof): Promise<void> {
    const found = this.at(tag, this.clock.now());
    const challenge = found.challenges.get(key);
    if (!challenge) return;
    challenge.mac = 'mac' in proof ? proof.mac : undefined;
    const ref = 'ref' in proof ? proof.ref : undefined;
    challenge.ref = ref;
    challenge.matched = false;
    if (ref && !found.refs.has(ref)) found.refs.set(ref, { total: 0, byNetwork: new Map() });
  }

  async settle(attempt: CodeAttempt, consume: boolean): Promise<ToCheck | Matched | Wrong | Limited | NoChallenge> {
    const now = this.clock.now();
    const found = this.at(attempt.tag, now);
    const challenge = pick(found, attempt);
    if (!challenge || (challenge.mac === undefined && challenge.ref === undefined)) return { outcome: 'none' };
    const refused = this.refused(found, challenge, attempt, now);
    if (refused) return refused;
    if (challenge.mac !== undefined || challenge.purpose !== attempt.purpose) return this.compare(found, challenge, attempt, consume, now);
    return this.leave(found, challenge, challenge.ref!, attempt, now);
  }

  async approve(tag: string, key: string, attemptId: string, mac: string, consume: boolean): Promise<void> {
    const found = this.at(tag, this.clock.now());
    found.wrong = found.wrong.filter((entry) => entry.id !== attemptId);
    const challenge = found.challenges.get(key);
    if (!challenge) return;
    challenge.mac = mac;
    challenge.matched = true;
    if (consume) found.challenges.delete(key);
  }

  async sendsLeft(tag: string, network: string): Promise<{ left: number; waitMs: number }> {
    const now = this.clock.now();
    const { sends } = this.at(tag, now);
    const left = this.rules.sendWindows.flatMap((window) =>
      rooms(sends, window, network, now).map(({ entries, count }) => count - entries.length),
    );
    return { left: Math.max(0, Math.min(...left)), waitMs: spent(sends, this.rules.sendWindows, network, now)?.waitMs ?? 0 };
  }

  /** A destination without what has expired. An unknown one is not kept until something is written to it. */
  private at(tag: string, now: number): Destination {
    this.calls += 1;
    if (this.calls % callsBetweenSweeps === 0) this.sweep(now);
    const found = this.destinations.get(tag);
    if (!found) return { challenges: new Map(), refs: new Map(), sends: [], wrong: [] };
    this.prune(found, now);
    return found;
  }

  private prune(found: Destination, now: number): void {
    for (const [key, challenge] of found.challenges) if (challenge.expiresAt <= now) found.challenges.delete(key);
    const held = new Set([...found.challenges.values()].map((challenge) => challenge.ref));
    for (const ref of found.refs.keys()) if (!held.has(ref)) found.refs.delete(ref);
    found.sends = found.sends.filter((entry) => entry.at > now - this.keptMs);
    found.wrong = found.wrong.filter((entry) => entry.at > now - this.keptMs);
  }

  private sweep(now: number): void {
    for (const [tag, found] of this.destinations) {
      this.prune(found, now);
      if (found.challenges.size + found.sends.length + found.wrong.length === 0) this.destinations.delete(tag);
    }
  }

  private goesOutAgain(challenge: Challenge, request: OpenChallenge, now: number): boolean {
    return (
      !challenge.matched &&
      challenge.own < this.rules.attemptsMax &&
      challenge.expiresAt - now >= this.rules.lifetimeMs / 2 &&
      challenge.brought === request.brought &&
      (!request.brought || challenge.mac === request.mac)
    );
  }

  private send(
    tag: string,
    found: Destination,
    challenge: Challenge,
    fresh: boolean,
    network: string,
    channel: Channel,
    now: number,
  ): Opened {
    this.destinations.set(tag, found);
    const staleRef = [...found.refs].find(([, checks]) => checks.total >= this.rules.refChecksMax)?.[0];
    challenge.sends += 1;
    challenge.lastSend = now;
    challenge.channel = channel;
    found.sends.push({ id: randomUUID(), at: now, network });
    return {
      outcome: 'opened',
      key: challenge.key,
      purpose: challenge.purpose,
      mac: challenge.mac,
      ref: challenge.ref,
      channel,
      sealed: challenge.sealed,
      fresh,
      lifetimeMs: challenge.expiresAt - now,
      resendMs: this.cooldownMs(challenge.sends),
      attemptsLeft: this.rules.attemptsMax - challenge.own,
      staleRef,
    };
  }

  private cooldownMs(sends: number): number {
    return this.rules.cooldownsMs[Math.min(sends, this.rules.cooldownsMs.length) - 1]!;
  }

  private soonestEnd(challenges: readonly Challenge[], now: number): number {
    return Math.min(...challenges.map((challenge) => challenge.expiresAt)) - now;
  }

  /** Why an attempt is not even counted. */
  private refused(found: Destination, challenge: Challenge, attempt: CodeAttempt, now: number): Wrong | Limited | undefined {
    const isOwn = isOwnTry(challenge, attempt);
    // a pending challenge keeps its own attempts, whatever strangers did to the windows (R39)
    const limited = isOwn ? undefined : spent(found.wrong, this.rules.wrongWindows, attempt.network, now);
    if (limited) return limited;
    if ((isOwn ? challenge.own : challenge.others) < this.rules.attemptsMax) return undefined;
    return { outcome: 'wrong', sealed: challenge.sealed, attemptsLeft: 0 };
  }

  /** The provider has to compare: it allows so many checks on one of its verifications, and one network may use half of them. */
  private leave(found: Destination, challenge: Challenge, ref: string, attempt: CodeAttempt, now: number): ToCheck | Wrong {
    const checks = found.refs.get(ref)!;
    const half = Math.ceil(this.rules.refChecksMax / 2);
    const own = checks.byNetwork.get(attempt.network) ?? 0;
    if (checks.total >= this.rules.refChecksMax || (attempt.network !== '' && own >= half))
      return { outcome: 'wrong', sealed: challenge.sealed, attemptsLeft: 0 };
    checks.total += 1;
    checks.byNetwork.set(attempt.network, own + 1);
    const attemptsLeft = this.count(challenge, attempt);
    const attemptId = this.wrongTry(found, attempt.network, now);
    const { key, sealed, channel } = challenge;
    return { outcome: 'check', key, sealed, channel, ref, attemptId, attemptsLeft };
  }

  private compare(found: Destination, challenge: Challenge, attempt: CodeAttempt, consume: boolean, now: number): Matched | Wrong {
    const attemptsLeft = this.count(challenge, attempt);
    const isRight = challenge.purpose === attempt.purpose && challenge.mac !== undefined && attempt.macs.includes(challenge.mac);
    if (!isRight) {
      this.wrongTry(found, attempt.network, now);
      return { outcome: 'wrong', sealed: challenge.sealed, attemptsLeft };
    }
    challenge.matched = true;
    if (consume) found.challenges.delete(challenge.key);
    return { outcome: 'matched', key: challenge.key, sealed: challenge.sealed, channel: challenge.channel };
  }

  /** Before the comparison, and never undone: parallel guesses must not share one count. */
  private count(challenge: Challenge, attempt: CodeAttempt): number {
    if (isOwnTry(challenge, attempt)) {
      challenge.own += 1;
      return this.rules.attemptsMax - challenge.own;
    }
    challenge.others += 1;
    return this.rules.attemptsMax - challenge.others;
  }

  private wrongTry(found: Destination, network: string, now: number): string {
    const id = randomUUID();
    found.wrong.push({ id, at: now, network });
    return id;
  }
}

function pick({ challenges }: Destination, { key, purpose, network }: CodeAttempt): Challenge | undefined {
  if (key !== undefined) return challenges.get(key);
  const candidates = [...challenges.values()].filter((challenge) => challenge.purpose === purpose);
  return candidates.find((challenge) => challenge.network === network) ?? newest(candidates);
}

function newest(challenges: readonly Challenge[]): Challenge | undefined {
  return challenges.toSorted((a, b) => b.createdAt - a.createdAt || (a.key < b.key ? -1 : 1))[0];
}

function isOwnTry(challenge: Challenge, attempt: CodeAttempt): boolean {
  return attempt.key !== undefined || challenge.network === attempt.network;
}

function coolingDown(waitMs: number): CoolingDown | undefined {
  return waitMs > 0 ? { outcome: 'cooldown', waitMs } : undefined;
}

/** What a window holds, and the caller's half of it: one network must not be able to shut an owner out. */
function rooms(entries: readonly Entry[], window: Window, network: string, now: number): { entries: readonly Entry[]; count: number }[] {
  const within = entries.filter((entry) => entry.at > now - window.seconds * 1000);
  const whole = { entries: within, count: window.count };
  if (network === '') return [whole];
  return [whole, { entries: within.filter((entry) => entry.network === network), count: Math.ceil(window.count / 2) }];
}

/** The window that stays spent the longest. */
function spent(entries: readonly Entry[], windows: readonly Window[], network: string, now: number): Limited | undefined {
  let longest: Limited | undefined;
  for (const window of windows) {
    for (const room of rooms(entries, window, network, now)) {
      const blocking = room.entries[room.entries.length - room.count];
      if (!blocking || room.entries.length < room.count) continue;
      const waitMs = blocking.at + window.seconds * 1000 - now;
      if (!longest || waitMs > longest.waitMs) longest = { outcome: 'limited', windowSeconds: window.seconds, waitMs };
    }
  }
  return longest;
}
