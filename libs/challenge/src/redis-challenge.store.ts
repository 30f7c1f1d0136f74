import type { Clock } from '@sixdigit/config';
import { randomToken } from '@sixdigit/keys';
import type { RedisConnection, Script } from '@sixdigit/redis';
import {
  type Approval,
  type AskProvider,
  type Attached,
  type ChallengeRules,
  ChallengeStore,
  type CodeAttempt,
  type CoolingDown,
  type EscalateChallenge,
  type GoneVerification,
  type Limited,
  type Matched,
  type NamedChallenge,
  type NamedHandle,
  type NoChallenge,
  type OpenChallenge,
  type Opened,
  type Origin,
  type ResendChallenge,
  type StartAgain,
  type StartedVerification,
  type Wrong,
} from './challenge.store.js';
import { keptMs } from './destination-state.js';
import { scripts } from './scripts/scripts.generated.js';

const attemptIdBytes = 9;

/** The challenges of all instances. Each method is one script on one key, one round trip. */
export class RedisChallengeStore extends ChallengeStore {
  /** The same in every call. */
  private readonly rules: string;

  constructor(
    private readonly redis: RedisConnection,
    private readonly clock: Clock,
    rules: ChallengeRules,
  ) {
    super();
    this.rules = JSON.stringify({ ...rules, keptMs: keptMs(rules) });
  }

  async open({ hash, ...request }: OpenChallenge): Promise<Opened | CoolingDown | Limited> {
    return opened(await this.run<Opened | CoolingDown | Limited>(scripts.open, hash, request));
  }

  async resend({ hash, ...request }: ResendChallenge): Promise<Opened | CoolingDown | Limited | NoChallenge> {
    return opened(await this.run<Opened | CoolingDown | Limited | NoChallenge>(scripts.resend, hash, request));
  }

  async escalate({ hash, ...request }: EscalateChallenge): Promise<Opened | NoChallenge> {
    return opened(await this.run<Opened | NoChallenge>(scripts.escalate, hash, request));
  }

  async withdraw({ hash, ...handle }: NamedHandle): Promise<void> {
    await this.call(scripts.withdraw, hash, handle);
  }

  async attachCode({ hash, ...challenge }: NamedChallenge & { readonly mac: string }): Promise<void> {
    await this.call(scripts.attachCode, hash, challenge);
  }

  async attachVerification({ hash, ...started }: NamedHandle & StartedVerification): Promise<Attached | StartAgain> {
    return this.run(scripts.attachVerification, hash, started);
  }

  async cancelling(hash: string, refs: readonly string[]): Promise<void> {
    await this.call(scripts.cancelling, hash, { refs });
  }

  async attempt({ hash, ...attempt }: CodeAttempt, consume: boolean): Promise<AskProvider | Matched | Wrong | Limited | NoChallenge> {
    return this.run(scripts.attempt, hash, { ...attempt, consume, attemptId: randomToken(attemptIdBytes) });
  }

  async approve({ hash, ...approval }: Approval): Promise<void> {
    await this.call(scripts.approve, hash, approval);
  }

  async verificationGone({ hash, ...asked }: GoneVerification): Promise<Wrong | NoChallenge> {
    return this.run(scripts.verificationGone, hash, asked);
  }

  async sendsLeft(hash: string, origin: Origin): Promise<{ left: number; waitMs: number }> {
    return this.run(scripts.sendsLeft, hash, { origin });
  }

  private async run<Answer>(script: Script, hash: string, request: object): Promise<Answer> {
    return JSON.parse(String(await this.call(script, hash, request))) as Answer;
  }

  private call(script: Script, hash: string, request: object): Promise<unknown> {
    const input = `${JSON.stringify(request).slice(0, -1)},"offsetMs":${this.clock.offsetMs},"rules":${this.rules}}`;
    return this.redis.run(script, [`{${hash}}:destination`], [input]);
  }
}

/** An empty list is absent in a script's reply. */
function opened<Answer extends { readonly outcome: string }>(answer: Answer): Answer {
  return answer.outcome === 'opened' ? { verifications: [], ...answer } : answer;
}
