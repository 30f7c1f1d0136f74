import type { Price } from './price.js';
import type { FaultKind } from './provider-fault.js';

/** How far a message came. Only ever further: `sent` after `delivered` is an old receipt. */
export const deliveryStatuses = ['accepted', 'sent', 'delivered', 'read', 'undelivered', 'failed', 'verified'] as const;

export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** What a provider reports of one message. Holds no number and no code. */
export interface DeliveryReceipt {
  readonly provider: string;
  /** The provider's name for the message, or for its verification. */
  readonly providerMessageId: string;
  readonly status: DeliveryStatus;
  /** Why it did not arrive. */
  readonly fault?: FaultKind;
  /** The provider's own error number. */
  readonly code?: string;
  readonly price?: Price;
}

/** A webhook call as it came in. */
export interface ReceiptRequest {
  /** Path and query, as they were asked for. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** To the byte, because the signature is over it. Empty for a GET. */
  readonly body: string;
}

/** Reads the receipts of one provider, of one kind. */
export abstract class DeliveryReceiptParser {
  /** Whether the provider itself sent the request. Nothing of it is read before. */
  abstract isAuthentic(request: ReceiptRequest): boolean;

  /** What it reports; empty for what means nothing to us. */
  abstract read(request: ReceiptRequest): readonly DeliveryReceipt[];

  /**
   * For a provider that checks the address with a GET before it posts to it: the text that it waits for; undefined for a GET
   * that is not the provider's. A provider that checks nothing leaves this out.
   */
  answerAddressCheck?(request: ReceiptRequest): string | undefined;
}
