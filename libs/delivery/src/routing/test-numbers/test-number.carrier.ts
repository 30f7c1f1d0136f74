import type { Channel } from '@sixdigit/contract';
import { randomToken } from '@sixdigit/keys';
import { CarrierProvider, type SendResult } from '../../provider-kit/carrier.provider.js';

const messageIdBytes = 16;

/** Sends nothing: the holder of a test number knows its code. */
export class TestNumberCarrier extends CarrierProvider {
  readonly channels: readonly Channel[] = ['sms'];

  constructor(override readonly fixedCode: string) {
    super();
  }

  async carry(): Promise<SendResult> {
    return { outcome: 'accepted', id: `test-${randomToken(messageIdBytes)}` };
  }
}
