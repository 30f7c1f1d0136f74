import { randomBuffer } from '@sixdigit/keys';
import { CodeCarrier, type FaultKind, type Message, type Receipt, VendorFault } from '../strategy.js';
import { sendProblem } from '../vendor-problem.js';

/** Valid numbers that never belong to anybody, and what happens to a message to them. Fixed, so that a test can rely on it. */
export const magicNumbers: Readonly<Record<string, FaultKind | 'unknown_outcome'>> = {
  '+14155550101': 'unreachable',
  '+14155550102': 'throttled',
  '+14155550103': 'unavailable',
  '+14155550104': 'phone_invalid',
  '+14155550105': 'unknown_outcome',
};

const messageIdBytes = 16;

/** Delivers to the console of whoever develops. Prints by itself: a code never passes through the logger. */
export class DevelopmentCarrier extends CodeCarrier {
  constructor(private readonly print: (line: string) => void) {
    super();
  }

  async carry({ to, text }: Message): Promise<Receipt> {
    const fault = magicNumbers[to];
    if (fault === 'unknown_outcome') return { certain: false, cause: this.fault('unavailable') };
    if (fault) throw sendProblem(this.fault(fault));
    this.print(`SMS to ${to}: ${text}`);
    return { certain: true, id: `SM${randomBuffer(messageIdBytes).toString('hex')}` };
  }

  private fault(kind: FaultKind): VendorFault {
    return new VendorFault('development', kind, 'This is one of the numbers that fail on purpose.');
  }
}
