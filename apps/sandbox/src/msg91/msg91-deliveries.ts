import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '@sixdigit/config';
import type { Channel } from '@sixdigit/contract';
import type { Deliveries, Fate, Step } from '../deliveries.js';
import type { Callbacks } from '../http/callbacks.js';
import type { Msg91Account } from './msg91-account.js';

interface Outgoing {
  readonly requestId: string;
  /** Without a plus. */
  readonly mobile: string;
  readonly channel: Channel;
  readonly text: string;
  readonly code: string | undefined;
}

/** The numbers of a status, with a reason in free words. A mobile number that ends in the first field ends so. */
const ends = [
  { digits: '00002', number: 2, name: 'failed', reason: 'Absent subscriber' },
  { digits: '00009', number: 9, name: 'ndnc', reason: 'Number is under DND' },
  { digits: '00016', number: 16, name: 'rejected', reason: 'Template mismatch on DLT' },
  { digits: '00017', number: 17, name: 'blocked', reason: 'Blocked number' },
  { digits: '00025', number: 25, name: 'rejected', reason: 'Header not registered on DLT' },
] as const;
const delivered = 1;
const lost: Step = { status: 'failed', error: '2' };

/** 24 hexadecimal digits. */
export const requestId = () => randomBytes(12).toString('hex');

/** Messages on their way, and the receipt of each: the JSON of "Webhook (New)". */
export class Msg91Deliveries {
  constructor(
    private readonly account: Msg91Account,
    private readonly deliveries: Deliveries,
    private readonly callbacks: Callbacks,
    private readonly clock: Clock,
    private readonly reportUrl: () => string | undefined,
  ) {}

  begin(outgoing: Outgoing): void {
    const requestedAt = this.clock.now();
    const { mobile, channel, text, code } = outgoing;
    this.deliveries.begin({
      message: {
        to: `+${mobile}`,
        channel,
        from: this.account.senderId,
        text,
        ...(code === undefined ? {} : { code }),
        provider: 'msg91',
        status: 'queued',
      },
      steps: [{ status: 'sent' }, { status: 'delivered' }],
      fate: fateOf(mobile),
      lost,
      reached: async (step) => {
        if (step.status !== 'sent') await this.postReceipt(outgoing, requestedAt, step);
      },
    });
  }

  private async postReceipt({ requestId: id, mobile, channel, text }: Outgoing, requestedAt: number, { error }: Step): Promise<void> {
    const url = this.reportUrl();
    if (!url) return;
    const receipt = {
      requestId: id,
      requestedAt: localTime(requestedAt),
      status: error ?? String(delivered),
      deliveryTime: localTime(this.clock.now()),
      telNum: mobile,
      credit: '1',
      senderId: this.account.senderId,
      campaignName: 'API',
      route: channel === 'voice' ? 'voice' : '4',
      clientId: '',
      UUID: randomUUID(),
      failureReason: ends.find(({ number }) => String(number) === error)?.reason ?? '',
      smsLength: String(text.length),
    };
    await this.callbacks.post(url, { 'content-type': 'application/json' }, JSON.stringify(receipt));
  }
}

function fateOf(mobile: string): Fate | undefined {
  const end = ends.find(({ digits }) => mobile.endsWith(digits));
  return end && { status: end.name, error: String(end.number), insteadOf: 'delivered' };
}

/** `2026-01-31 17:05:09`, as MSG91 writes times. */
function localTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
