import type { FaultKind } from './provider-fault.js';

/** How far a message came. Only ever further: `sent` after `delivered` is an old report. */
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
  readonly segments?: number;
  /** In the provider's currency, as it writes it: `-0.0075 USD`. */
  readonly price?: string;
}

/** A webhook call as it came in. */
export interface ReceiptRequest {
  /** Path and query, as they were asked for. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** To the byte, because the signature is over it. */
  readonly body: string;
}

/** Reads the reports of one provider. */
export abstract class DeliveryReceiptParser {
  /** Whether the provider itself sent the request. Nothing of it is read before. */
  abstract isAuthentic(request: ReceiptRequest): boolean;

  /** What it reports; empty for what means nothing to us. */
  abstract read(request: ReceiptRequest): readonly DeliveryReceipt[];
}
