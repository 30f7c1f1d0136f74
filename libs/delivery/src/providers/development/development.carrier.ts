import { type Channel, channels } from '@sixdigit/contract';
import type { Inbox } from '@sixdigit/inbox';
import { randomBuffer } from '@sixdigit/keys';
import { CarrierProvider, type Message, type SendResult } from '../../provider-kit/carrier.provider.js';
import { type FaultKind, ProviderFault } from '../../provider-kit/provider-fault.js';
import { sendProblem } from '../../provider-kit/provider-problem.js';

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

/** Delivers to the console and to the inbox page of a developer. Prints by itself: a code never passes through the logger. */
export class DevelopmentCarrier extends CarrierProvider {
  readonly channels: readonly Channel[] = channels;

  constructor(
    private readonly inbox: Inbox,
    private readonly print: (line: string) => void,
    override readonly fixedCode: string | undefined,
  ) {
    super();
  }

  async carry(message: Message): Promise<SendResult> {
    const fault = magicNumbers[message.to];
    if (fault === 'unknown_outcome') return { outcome: 'unknown', cause: this.fault('unavailable') };
    if (fault) throw sendProblem(this.fault(fault));
    const { to, channel, text, code } = message;
    this.inbox.add({ to, channel, text, code, provider: 'development', status: 'delivered' });
    this.print(`${titles[channel]} to ${to}: ${text.replaceAll('\n', ' ')}`);
    return { outcome: 'accepted', id: `SM${randomBuffer(messageIdBytes).toString('hex')}` };
  }

  private fault(kind: FaultKind): ProviderFault {
    return new ProviderFault('development', kind, 'This is one of the numbers that fail on purpose.');
  }
}
