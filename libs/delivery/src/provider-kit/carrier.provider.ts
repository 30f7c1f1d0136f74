import type { Channel, Purpose } from '@sixdigit/contract';
import type { ProviderFault } from './provider-fault.js';

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
  /** The code within it, for providers that send a template. Never logged. */
  readonly code: string;
  /** Seconds for which the code is good: a message older than that is worth nothing. */
  readonly lifetimeSeconds: number;
  /** The language of the text, as a BCP 47 tag. */
  readonly locale: string;
  /** Names the challenge; the same for every message of it. */
  readonly challengeId: string;
  /** The name of the registered text (DLT, India) that the text is exactly, where the file of registered texts has it. */
  readonly registeredId: string | undefined;
}

/** What became of a message. Unknown: it may or may not have gone out, and is never repeated. */
export type SendResult =
  | { readonly outcome: 'accepted'; readonly id: string }
  | { readonly outcome: 'unknown'; readonly cause: ProviderFault };

/**
 * Carries our text. Decides nothing about a code.
 * Throws a `Problem` with a {@link ProviderFault} as cause when the provider definitely refused; ends within its deadline.
 */
export abstract class CarrierProvider {
  readonly kind = 'carrier';

  /** What it can send by, as it is configured. */
  abstract readonly channels: readonly Channel[];

  /** The code of every challenge; only where codes are exposed anyway. */
  readonly fixedCode: string | undefined = undefined;

  abstract carry(message: Message): Promise<SendResult>;

  /** Tells the provider that the code of one of its messages came back. Off the path: a failure changes nothing. */
  async confirm(_providerMessageId: string): Promise<void> {}
}
