import { Problem } from '@sixdigit/contract';
import type { VendorFault } from '../strategies/strategy.js';

/** A message may have gone out: nothing is repeated, and no other vendor asked. */
export class Uncertain extends Problem {
  constructor(
    cause: VendorFault,
    /** Whether the message held a code of ours, which is good if it arrives. */
    readonly isOurs: boolean,
  ) {
    super('send_failed', {}, { cause });
  }
}
