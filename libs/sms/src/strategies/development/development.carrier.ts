import { type Channel, channels } from '@sixdigit/contract';
import type { Inbox } from '@sixdigit/inbox';
import { randomBuffer } from '@sixdigit/keys';
import { CodeCarrier, type FaultKind, type Message, type Receipt, VendorFault } from '../strategy.js';
import { sendProblem } from '../vendor-calls/vendor-problem.js';

/** Valid numbers that never belong to anybody, and what happens to a message to them. Fixed, so that a test can rely on it. */
export const magicNumbers: Readonly<Record<string, FaultKind | 'unknown_outcome'>> = {
  '+14155550101': 'unreachable',
  '+14155550102': 'throttled',
  '+14155550103': 'unavailable',
  '+14155550104': 'phone_invalid',
  '+14155550105': 'unknown_outcome',
};

const messageIdBytes = 16;

const titles: Readonly<Record<Channel, string>> = { sms: 'SMS', whatsapp: 'WhatsApp', voice: 'Call', email: 'E-mail' };

/** Delivers to the console and the inbox page of whoever develops. Prints by itself: a code never passes through the logger. */
export class DevelopmentCarrier extends CodeCarrier {
  readonly channels: readonly Channel[] = channels;

  constructor(
    private readonly inbox: Inbox,
    private readonly print: (line: string) => void,
  ) {
    super();
  }

  async carry(message: Message): Promise<Receipt> {
    const fault = magicNumbers[message.to];
    if (fault === 'unknown_outcome') return { certain: false, cause: this.fault('unavailable') };
    if (fault) throw sendProblem(this.fault(fault));
    const { to, channel, text, code } = message;
    this.inbox.add({ to, channel, text, code, vendor: 'development', status: 'delivered' });
    this.print(`${titles[channel]} to ${to}: ${text.replaceAll('\n', ' ')}`);
    return { certain: true, id: `SM${randomBuffer(messageIdBytes).toString('hex')}` };
  }

  private fault(kind: FaultKind): VendorFault {
    return new VendorFault('development', kind, 'This is one of the numbers that fail on purpose.');
  }
}
