import type { Channel, Purpose } from '@sixdigit/contract';
import type { CodeTry, Limited, Matched, NoChallenge, Opened, Wrong } from './challenges/challenge.store.js';

/** A challenge whose code is to go out now. */
export interface Sending {
  readonly opened: Opened;
  readonly tag: string;
  /** E.164. */
  readonly to: string;
  readonly channel: Channel;
  readonly locale: string | undefined;
  /** The code the caller brought. */
  readonly broughtCode: string | undefined;
}

/** The two ways to prove a number, behind one face: our own code with a carrier, or a vendor that owns the code. */
export interface Delivery {
  /** The code that a new challenge will have; none where the vendor makes it. */
  newCode(challenge: { tag: string; key: string; purpose: Purpose }): string | undefined;

  /** Sends, and takes back what never went out. Returns the code that went out, where it is ours; throws a `Problem` when it did not. */
  send(sending: Sending): Promise<string | undefined>;

  /** Counts the try, then compares, or has the vendor compare. */
  judge(attempt: CodeTry, code: string): Promise<Matched | Wrong | Limited | NoChallenge>;
}
