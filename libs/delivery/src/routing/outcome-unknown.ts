import { Problem } from '@sixdigit/contract';
import type { ProviderFault } from '../provider-kit/provider-fault.js';

/** A message may have gone out: nothing is repeated, and no other provider asked. */
export class OutcomeUnknown extends Problem {
  constructor(
    cause: ProviderFault,
    /** Whether the message held a code of ours, which is good if it arrives. */
    readonly holdsOurCode: boolean,
  ) {
    super('send_failed', {}, { cause });
  }
}
