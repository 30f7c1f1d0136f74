import type { FaultKind } from '@sixdigit/contract';

export type { FaultKind };

/** What a provider reported: for the log and the operator, never for a client. Holds no number and no code. */
export class ProviderFault extends Error {
  override readonly name = 'ProviderFault';

  constructor(
    readonly provider: string,
    readonly kind: FaultKind,
    /** What the operator can do about it. */
    readonly advice: string,
    /** The provider's own error number, HTTP status and request id, where it gave them; what it said, without digits, where that is not known. */
    readonly report: { readonly code?: number | string; readonly status?: number; readonly request?: string; readonly said?: string } = {},
  ) {
    super(`${provider}: ${kind}`);
  }
}
