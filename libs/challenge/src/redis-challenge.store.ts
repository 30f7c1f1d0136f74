import type { Clock } from '@sixdigit/config';
import type { Channel, Purpose } from '@sixdigit/contract';
import { randomToken } from '@sixdigit/keys';
import type { RedisConnection, Script } from '@sixdigit/redis';
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
  type Wrong,
} from './challenge.store.js';
import { type ChallengeScripts, challengeScripts } from './scripts/challenge-scripts.js';

type Reply = readonly (string | number)[];

/** The challenges of all instances. Each method is one script, one slot, one round trip. */
export class RedisChallengeStore extends ChallengeStore {
  private readonly scripts: ChallengeScripts;

  constructor(
    private readonly redis: RedisConnection,
    private readonly clock: Clock,
    rules: ChallengeRules,
  ) {
    super();
    this.scripts = challengeScripts(rules);
  }

  async open(request: OpenChallenge): Promise<Opened | CoolingDown | Limited> {
    const { tag, key, purpose, network, mac = '', sealed, brought, channel } = request;
    const reply = await this.run(this.scripts.open, tag, [key, purpose, network, mac, sealed, brought ? '1' : '0', channel, unique()]);
    return opened(reply) as Opened | CoolingDown | Limited;
  }

  async resend({ tag, key, network, channel, failed }: ResendChallenge): Promise<Opened | CoolingDown | Limited | NoChallenge> {
    return opened(await this.run(this.scripts.resend, tag, [key, network, channel ?? '', failed ?? '', unique()]));
  }

  async withdraw(tag: string, key: string): Promise<void> {
    await this.run(this.scripts.withdraw, tag, [key]);
  }

  async attach(tag: string, key: string, proof: Proof): Promise<void> {
    await this.run(this.scripts.attach, tag, [key, 'mac' in proof ? proof.mac : '', 'ref' in proof ? proof.ref : '']);
  }

  async settle(attempt: CodeAttempt, consume: boolean): Promise<ToCheck | Matched | Wrong | Limited | NoChallenge> {
    const { tag, key = '', purpose, network, macs } = attempt;
    return settled(await this.run(this.scripts.settle, tag, [key, purpose, network, consume ? '1' : '0', unique(), ...macs]));
  }

  async approve(tag: string, key: string, attemptId: string, mac: string, consume: boolean): Promise<void> {
    await this.run(this.scripts.approve, tag, [key, attemptId, mac, consume ? '1' : '0']);
  }

  async sendsLeft(tag: string, network: string): Promise<{ left: number; waitMs: number }> {
    const [left, waitMs] = await this.run(this.scripts.sendsLeft, tag, [network]);
    return { left: Number(left), waitMs: Number(waitMs) };
  }

  private run(script: Script, tag: string, args: readonly string[]): Promise<Reply> {
    const keys = [`{${tag}}:challenges`, `{${tag}}:sends`, `{${tag}}:wrong`];
    return this.redis.run<Reply>(script, keys, [this.clock.offsetMs, ...args]);
  }
}

const uniqueBytes = 9;

function unique(): string {
  return randomToken(uniqueBytes);
}

function limited([, windowSeconds, waitMs]: Reply): Limited {
  return { outcome: 'limited', windowSeconds: Number(windowSeconds), waitMs: Number(waitMs) };
}

function opened(reply: Reply): Opened | CoolingDown | Limited | NoChallenge {
  if (reply[0] === 'none') return { outcome: 'none' };
  if (reply[0] === 'cooldown') return { outcome: 'cooldown', waitMs: Number(reply[1]) };
  if (reply[0] === 'limited') return limited(reply);
  const [, key, purpose, mac, sealed, fresh, lifetimeMs, resendMs, attemptsLeft, staleRef, ref, channel] = reply;
  return {
    outcome: 'opened',
    key: String(key),
    purpose: purpose as Purpose,
    mac: mac ? String(mac) : undefined,
    ref: ref ? String(ref) : undefined,
    channel: channel as Channel,
    sealed: String(sealed),
    fresh: fresh === 1,
    lifetimeMs: Number(lifetimeMs),
    resendMs: Number(resendMs),
    attemptsLeft: Number(attemptsLeft),
    staleRef: staleRef ? String(staleRef) : undefined,
  };
}

function settled(reply: Reply): ToCheck | Matched | Wrong | Limited | NoChallenge {
  switch (reply[0]) {
    case 'limited':
      return limited(reply);
    case 'matched':
      return { outcome: 'matched', key: String(reply[1]), sealed: String(reply[2]), channel: reply[3] as Channel };
    case 'wrong':
      return { outcome: 'wrong', sealed: String(reply[1]), attemptsLeft: Number(reply[2]) };
    case 'check':
      return toCheck(reply);
    default:
      return { outcome: 'none' };
  }
}

function toCheck([, key, sealed, channel, ref, attemptId, attemptsLeft]: Reply): ToCheck {
  return {
    outcome: 'check',
    key: String(key),
    sealed: String(sealed),
    channel: channel as Channel,
    ref: String(ref),
    attemptId: String(attemptId),
    attemptsLeft: Number(attemptsLeft),
  };
}
