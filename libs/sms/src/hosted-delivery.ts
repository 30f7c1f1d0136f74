import { Problem } from '@sixdigit/contract';
import type { ChallengeStore, CodeTry, Limited, Matched, NoChallenge, ToCheck, Wrong } from './challenges/challenge.store.js';
import type { ChallengeSecrets } from './codes/challenge-secrets.js';
import type { Delivery, Sending } from './delivery.js';
import type { HostedStrategy, Started } from './strategies/strategy.js';

/** Codes that the vendor makes, delivers and checks. Tries, purposes and windows stay ours. */
export class HostedDelivery implements Delivery {
  constructor(
    private readonly challenges: ChallengeStore,
    private readonly secrets: ChallengeSecrets,
    private readonly hosted: HostedStrategy,
    private readonly consume: boolean,
  ) {}

  newCode(): undefined {
    return undefined;
  }

  async send(sending: Sending): Promise<undefined> {
    const { opened, tag } = sending;
    const started = await this.start(sending);
    if (!started.certain) {
      // there is nothing to check with, so the challenge is worth nothing
      if (opened.fresh) await this.challenges.withdraw(tag, opened.key);
      throw new Problem('send_failed', {}, { cause: started.cause });
    }
    await this.challenges.attach(tag, opened.key, started.ref);
  }

  async judge(attempt: CodeTry, code: string): Promise<Matched | Wrong | Limited | NoChallenge> {
    const counted = await this.challenges.attempt(attempt);
    return counted.outcome === 'check' ? this.check(attempt, counted, code) : counted;
  }

  private async start({ opened, tag, to, channel, locale }: Sending): Promise<Started> {
    try {
      // the vendor would send the same code again, whose checks somebody has used up
      if (opened.spentRef) await this.hosted.cancel(opened.spentRef, to);
      return await this.hosted.start({ to, channel, purpose: opened.purpose, locale });
    } catch (refused) {
      if (opened.fresh) await this.challenges.withdraw(tag, opened.key);
      throw refused;
    }
  }

  private async check(attempt: CodeTry, counted: ToCheck, code: string): Promise<Matched | Wrong | NoChallenge> {
    const { tag, purpose } = attempt;
    const { key, sealed, triesLeft } = counted;
    switch (await this.hosted.check(counted.ref, this.secrets.open(sealed, tag), code)) {
      case 'approved':
        await this.challenges.approve(tag, key, counted.tryId, this.secrets.macOf(tag, purpose, code), this.consume);
        return { outcome: 'matched', key, sealed };
      case 'wrong':
        return { outcome: 'wrong', sealed, triesLeft };
      case 'expired':
        return { outcome: 'none' };
    }
  }
}
