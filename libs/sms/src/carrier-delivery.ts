import { Problem, type Purpose } from '@sixdigit/contract';
import type { ChallengeStore, CodeTry, Limited, Matched, NoChallenge, Opened, Wrong } from './challenges/challenge.store.js';
import type { ChallengeSecrets } from './codes/challenge-secrets.js';
import type { Delivery, Sending } from './delivery.js';
import { messageText } from './messages/message-text.js';
import type { CodeCarrier, Receipt } from './strategies/strategy.js';

interface Options {
  /** The product's name in the message. */
  readonly product: string;
  /** The code of every challenge (development). */
  readonly fixedCode: string | undefined;
  /** Whether the store ends a challenge whose code was right, for a use without a database that claims. */
  readonly consume: boolean;
}

/** Our own codes, delivered by a carrier that decides nothing about them. */
export class CarrierDelivery implements Delivery {
  constructor(
    private readonly challenges: ChallengeStore,
    private readonly secrets: ChallengeSecrets,
    private readonly carrier: CodeCarrier,
    private readonly options: Options,
  ) {}

  newCode(challenge: { tag: string; key: string; purpose: Purpose }): string {
    return this.options.fixedCode ?? this.secrets.codeOf(challenge);
  }

  async send(sending: Sending): Promise<string> {
    const { opened, tag, to, channel, locale } = sending;
    const code = sending.broughtCode ?? this.codeAgain(opened, tag);
    const lifetimeSeconds = Math.ceil(opened.lifetimeMs / 1000);
    const text = messageText({ product: this.options.product, code, purpose: opened.purpose, lifetimeSeconds });
    const receipt = await this.carry(
      () => this.carrier.carry({ to, channel, purpose: opened.purpose, text, code, lifetimeSeconds, locale }),
      opened,
      tag,
    );
    // the message may arrive, so its challenge stays, and nothing is repeated
    if (!receipt.certain) throw new Problem('send_failed', {}, { cause: receipt.cause });
    return code;
  }

  judge(attempt: CodeTry): Promise<Matched | Wrong | Limited | NoChallenge> {
    return this.challenges.settle(attempt, this.options.consume);
  }

  private codeAgain({ key, purpose, mac = '' }: Opened, tag: string): string {
    return this.options.fixedCode ?? this.secrets.codeAgain({ tag, key, purpose, mac });
  }

  private async carry(carry: () => Promise<Receipt>, opened: Opened, tag: string): Promise<Receipt> {
    try {
      return await carry();
    } catch (refused) {
      // an earlier message of the same challenge may have arrived: only a new challenge is taken back
      if (opened.fresh) await this.challenges.withdraw(tag, opened.key);
      throw refused;
    }
  }
}
