import type { Channel, Purpose } from '@sixdigit/contract';

/** A message ready to go. */
export interface Message {
  /** E.164; an address where the channel is e-mail. */
  readonly to: string;
  readonly channel: Channel;
  readonly purpose: Purpose;
  /** The whole text; for a call, what is spoken. */
  readonly text: string;
  /** Of an e-mail. */
  readonly subject: string | undefined;
  /** The code within it, for vendors that send a template. Never logged. */
  readonly code: string;
  /** Seconds for which the code is good: a message older than that is worth nothing. */
  readonly lifetimeSeconds: number;
  /** The language of the text, as a BCP 47 tag. */
  readonly locale: string;
  /** Names the challenge; the same for every message of it. */
  readonly challengeId: string;
  /** The name of the registered text (DLT, India) that the text is to the letter, where the file of registered texts has it. */
  readonly registeredId: string | undefined;
}

/** What became of a message. Not certain: it may or may not have gone out, and is never repeated. */
export type Receipt = { readonly certain: true; readonly id: string } | { readonly certain: false; readonly cause: VendorFault };

/**
 * Delivers our text. Decides nothing about a code.
 * Throws a `Problem` with a {@link VendorFault} as cause when the vendor definitely refused; ends within its deadline.
 */
export abstract class CodeCarrier {
  /** What it can send by, as it is configured. */
  abstract readonly channels: readonly Channel[];

  abstract carry(message: Message): Promise<Receipt>;

  /** Tells the vendor that the code of one of its messages came back. Off the path: a failure is nobody's problem. */
  async confirm(_messageId: string): Promise<void> {}
}

export interface StartRequest {
  /** E.164; an address where the channel is e-mail. */
  readonly to: string;
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly locale: string | undefined;
  /** The caller's address; empty where there is none. */
  readonly ip: string;
}

/** `ref` names the vendor's verification. Not certain: a message may have gone out, but there is nothing to check with. */
export type Started = { readonly certain: true; readonly ref: string } | { readonly certain: false; readonly cause: VendorFault };

/** The vendor's word on a code, as a value: only an outage is thrown. */
export type Verdict = 'approved' | 'wrong' | 'expired';

/**
 * The vendor makes, delivers and checks the code.
 * Throws a `Problem` with a {@link VendorFault} as cause when it could not find out; ends within its deadline.
 */
export abstract class HostedStrategy {
  /** What it can send by, as it is configured. */
  abstract readonly channels: readonly Channel[];

  abstract start(request: StartRequest): Promise<Started>;

  /** Each check counts at the vendor; it is never repeated. */
  abstract check(ref: string, to: string, code: string): Promise<Verdict>;

  /** Ends a verification whose checks are used up, or that another takes the place of, so that the next start makes a new code. A `ref` that is gone is no error. */
  abstract cancel(ref: string, to: string): Promise<void>;
}

/** What kind of thing went wrong at a vendor. */
export type FaultKind =
  | 'phone_invalid'
  | 'unreachable'
  | 'opted_out'
  | 'country_refused'
  | 'trial_number'
  | 'fraud_blocked'
  | 'attempts_spent'
  | 'throttled'
  | 'unavailable'
  | 'misconfigured';

/** What a vendor reported: for the log and the operator, never for a client. Holds no number and no code. */
export class VendorFault extends Error {
  override readonly name = 'VendorFault';

  constructor(
    readonly vendor: string,
    readonly kind: FaultKind,
    /** What the operator can do about it. */
    readonly advice: string,
    /** The vendor's own error number, HTTP status and request id, where it gave them; what it said, without digits, where that is not known. */
    readonly report: { readonly code?: number | string; readonly status?: number; readonly request?: string; readonly said?: string } = {},
  ) {
    super(`${vendor}: ${kind}`);
  }
}
