import type { Clock, Purpose } from '@sixdigit/contract';
import { randomToken } from '@sixdigit/keys';
import type { RedisConnection, Script } from '@sixdigit/redis';
import {
  type ChallengeRules,
  ChallengeStore,
  type CodeTry,
  type CoolingDown,
  type Limited,
  type Matched,
  type NoChallenge,
  type OpenChallenge,
  type Opened,
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
    const { tag, key, purpose, network, mac = '', sealed, brought } = request;
    const reply = await this.run(this.scripts.open, tag, [key, purpose, network, mac, sealed, brought ? '1' : '0', unique()]);
    return opened(reply) as Opened | CoolingDown | Limited;
  }

  async resend({ tag, key, network }: ResendChallenge): Promise<Opened | CoolingDown | Limited | NoChallenge> {
    return opened(await this.run(this.scripts.resend, tag, [key, network, unique()]));
  }

  async withdraw(tag: string, key: string): Promise<void> {
    await this.run(this.scripts.withdraw, tag, [key]);
  }

  async attach(tag: string, key: string, ref: string): Promise<void> {
    await this.run(this.scripts.attach, tag, [key, ref]);
  }

  async settle({ tag, key = '', purpose, network, macs }: CodeTry, consume: boolean): Promise<Matched | Wrong | Limited | NoChallenge> {
    const reply = await this.run(this.scripts.settle, tag, [key, purpose, network, consume ? '1' : '0', unique(), ...macs]);
    return settled(reply);
  }

  async attempt({ tag, key = '', purpose, network, macs }: CodeTry): Promise<ToCheck | Matched | Wrong | Limited | NoChallenge> {
    const reply = await this.run(this.scripts.attempt, tag, [key, purpose, network, unique(), ...macs]);
    if (reply[0] !== 'check') return settled(reply);
    const [, found, sealed, ref, tryId, triesLeft] = reply;
    return {
      outcome: 'check',
      key: String(found),
      sealed: String(sealed),
      ref: String(ref),
      tryId: String(tryId),
      triesLeft: Number(triesLeft),
    };
  }

  async approve(tag: string, key: string, tryId: string, mac: string, consume: boolean): Promise<void> {
    await this.run(this.scripts.approve, tag, [key, tryId, mac, consume ? '1' : '0']);
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
  const [, key, purpose, mac, sealed, fresh, lifetimeMs, resendMs, triesLeft, spentRef] = reply;
  return {
    outcome: 'opened',
    key: String(key),
    purpose: purpose as Purpose,
    mac: mac ? String(mac) : undefined,
    sealed: String(sealed),
    fresh: fresh === 1,
    lifetimeMs: Number(lifetimeMs),
    resendMs: Number(resendMs),
    triesLeft: Number(triesLeft),
    spentRef: spentRef ? String(spentRef) : undefined,
  };
}

function settled(reply: Reply): Matched | Wrong | Limited | NoChallenge {
  if (reply[0] === 'limited') return limited(reply);
  if (reply[0] === 'matched') return { outcome: 'matched', key: String(reply[1]), sealed: String(reply[2]) };
  if (reply[0] === 'wrong') return { outcome: 'wrong', sealed: String(reply[1]), triesLeft: Number(reply[2]) };
  return { outcome: 'none' };
}
