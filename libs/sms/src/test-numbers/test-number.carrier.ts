import type { Channel } from '@sixdigit/contract';
import { randomToken } from '@sixdigit/keys';
import { CodeCarrier, type Receipt } from '../strategies/strategy.js';

const messageIdBytes = 16;

/** Sends nothing: whoever holds a test number knows its code. */
export class TestNumberCarrier extends CodeCarrier {
  readonly channels: readonly Channel[] = ['sms'];

  async carry(): Promise<Receipt> {
    return { certain: true, id: `test-${randomToken(messageIdBytes)}` };
  }
}
