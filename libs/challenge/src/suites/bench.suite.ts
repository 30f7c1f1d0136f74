import type { Clock } from '@sixdigit/config';
import type { Purpose } from '@sixdigit/contract';
import type { ChallengeRules, ChallengeStore, CodeAttempt, OpenChallenge, Opened, Origin } from '../challenge.store.js';

const hourSeconds = 3600;
const daySeconds = 86_400;

/** The defaults, written out: a test that took them from the product would move with them. */
export const rules: ChallengeRules = {
  lifetimeMs: 600_000,
  attemptsMax: 5,
  reservedMax: 15,
  foreignPerSiteMax: 2,
  sendWindows: [
    { count: 5, seconds: hourSeconds },
    { count: 10, seconds: daySeconds },
  ],
  wrongWindows: [
    { count: 10, seconds: hourSeconds },
    { count: 30, seconds: daySeconds },
  ],
  attemptsWhenWrong: 2,
  comparisonWindows: [
    { count: 60, seconds: hourSeconds },
    { count: 120, seconds: daySeconds },
  ],
  attemptsWhenCompared: 1,
  cooldownsMs: [30_000, 40_000, 60_000, 90_000, 120_000],
  liveMax: 5,
  restartsMax: 2,
  foreignChecksMax: 2,
  cancelledMs: 60_000,
  verificationKeptMs: 600_000,
};

/** A caller of its own: an IPv4 address in a /24 of its own, unless said otherwise. */
export function origin(network: string, more: Partial<Origin> = {}): Origin {
  return { network, site: network, range: `${network}/24`, ...more };
}

export const home = origin('home');
export const away = origin('away');

let count = 0;

/** A name that nothing else has. */
export function unique(prefix: string): string {
  count += 1;
  return `${prefix}${count}`;
}

/** A destination of the store under test, and short words for what its tests do. */
export class Bench {
  constructor(
    readonly store: ChallengeStore,
    private readonly clock: Clock,
    readonly hash = unique('hash'),
  ) {}

  pass(seconds: number): void {
    this.clock.offsetMs += seconds * 1000;
  }

  request(more: Partial<OpenChallenge> = {}): OpenChallenge {
    return {
      hash: this.hash,
      nonce: unique('nonce'),
      handle: unique('handle'),
      purpose: 'sign_in',
      binding: '',
      origin: home,
      mac: 'k.right',
      sealed: 'sealed',
      callerSupplied: false,
      channel: 'sms',
      ...more,
    };
  }

  open(more: Partial<OpenChallenge> = {}) {
    return this.store.open(this.request(more));
  }

  async opened(more: Partial<OpenChallenge> = {}): Promise<Opened> {
    const answer = await this.open(more);
    if (answer.outcome !== 'opened') throw new Error(`was refused: ${JSON.stringify(answer)}`);
    return answer;
  }

  resend(
    { nonce, handle }: Pick<Opened, 'nonce' | 'handle'>,
    more: { origin?: Origin; purposes?: readonly Purpose[]; channel?: Opened['channel'] } = {},
  ) {
    return this.store.resend({ hash: this.hash, nonce, handle, purposes: ['sign_in', 'register'], origin: home, ...more });
  }

  /** By the handle of `named`, or by phone. */
  attempt(
    mac: string,
    more: { named?: Pick<Opened, 'nonce' | 'handle'> | undefined; origin?: Origin; purpose?: Purpose; binding?: string } = {},
    consume = false,
  ) {
    const { named, origin: from = home, purpose = 'sign_in', binding = '' } = more;
    const candidate: CodeAttempt = {
      hash: this.hash,
      named: named && { nonce: named.nonce, handle: named.handle },
      purpose,
      binding,
      origin: from,
      macs: ['other.key', mac],
    };
    return this.store.attempt(candidate, consume);
  }

  attach(
    { nonce, handle }: Pick<Opened, 'nonce' | 'handle'>,
    ref: string,
    { replaces = [], attemptsMax = 5 }: { replaces?: readonly string[]; attemptsMax?: number } = {},
  ) {
    return this.store.attachVerification({
      hash: this.hash,
      nonce,
      handle,
      provider: 'hosted',
      slot: 'slot',
      ref,
      attemptsMax,
      replaces,
    });
  }
}
