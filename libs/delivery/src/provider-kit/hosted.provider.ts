import type { Channel, Purpose } from '@sixdigit/contract';
import type { ProviderFault } from './provider-fault.js';

export interface StartRequest {
  /** E.164; an address where the channel is e-mail. */
  readonly to: string;
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly locale: string | undefined;
  /** The caller's address; empty where there is none. */
  readonly ip: string;
  /**
   * The verification that is pending for this very challenge, given where the definition says `continues_pending`: its code
   * goes out again by the provider's next step where one is left, otherwise after its cancel.
   */
  readonly pending?: string | undefined;
}

/** A slot of a hosted provider, where verifications are held: one for each destination. */
export interface StartedAt {
  readonly provider: string;
  readonly slot: string;
  /** Checks that one verification allows. */
  readonly attemptsMax: number;
}

/** `ref` names the provider's verification. Unknown: a message may have gone out, but there is nothing to check with. */
export type Started =
  | { readonly outcome: 'accepted'; readonly ref: string }
  | { readonly outcome: 'unknown'; readonly cause: ProviderFault };

/** What the provider says of a code, as a value: only an outage is thrown. */
export type CheckResult = 'approved' | 'wrong' | 'expired';

/**
 * The provider makes, delivers and checks the code.
 * Throws a `Problem` with a {@link ProviderFault} as cause when it could not find out; ends within its deadline.
 */
export abstract class HostedProvider {
  readonly kind = 'hosted';

  /** What it can send by, as it is configured. */
  abstract readonly channels: readonly Channel[];

  /**
   * Where verifications of this purpose are held. The provider holds one for each destination and slot: purposes of one slot
   * would share a code. Undefined where the purpose is not served.
   */
  abstract slotOf(purpose: Purpose): string | undefined;

  abstract start(request: StartRequest): Promise<Started>;

  /** Each check counts at the provider; it is never repeated. */
  abstract check(ref: string, to: string, code: string): Promise<CheckResult>;

  /** Ends a verification, so that the next start makes a new code. A `ref` that is gone is no error. */
  abstract cancel(ref: string, to: string): Promise<void>;
}
