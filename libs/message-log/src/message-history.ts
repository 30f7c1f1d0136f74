import type { Channel, Purpose } from '@sixdigit/contract';
import type { Price } from '@sixdigit/delivery';

/** What a provider said of a message. */
export interface HistoryReceipt {
  readonly status: string;
  readonly at: Date;
  /** The kind of fault, and the provider's own number of it. */
  readonly fault: string | undefined;
  readonly code: string | undefined;
  readonly price: Price | undefined;
}

/** One message, from its request to its code that came back. Without number and code. */
export interface MessageHistory {
  readonly requestedAt: Date;
  readonly provider: string;
  /** The provider's name for it; undefined for one that it refused. */
  readonly providerMessageId: string | undefined;
  /** The kind of fault that it was refused for. */
  readonly rejectionKind: string | undefined;
  readonly purpose: Purpose;
  readonly channel: Channel;
  readonly country: string | undefined;
  readonly locale: string | undefined;
  readonly segments: number | undefined;
  readonly requestId: string | undefined;
  readonly challengeId: string | undefined;
  /** In the order in which they came. */
  readonly receipts: readonly HistoryReceipt[];
  /** When another channel was asked to take over. */
  readonly escalatedAt: Date | undefined;
  readonly verifiedAt: Date | undefined;
}

/** Messages, the newest first. */
export interface HistoryPage {
  readonly messages: readonly MessageHistory[];
  /** Where the next page begins; undefined where this is the last. */
  readonly next: number | undefined;
}

export interface PageRequest {
  readonly countMax: number;
  /** `next` of the page before; without it the newest. */
  readonly before?: number | undefined;
}
