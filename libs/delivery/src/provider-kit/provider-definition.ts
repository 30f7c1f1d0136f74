import type { ConfigClass, Settings } from '@sixdigit/config';
import type { Inbox } from '@sixdigit/inbox';
import type { CarrierProvider } from './carrier.provider.js';
import type { DeliveryReceiptParser } from './delivery-receipt.js';
import type { HostedProvider } from './hosted.provider.js';

/** What a provider is handed beside its own settings. */
export abstract class ProviderKit {
  /** Digits of a code. */
  abstract readonly codeLength: number;
  /** Takes what is sent to nobody. */
  abstract readonly inbox: Inbox;
}

/** One of the two ports. */
export type Provider = CarrierProvider | HostedProvider;

/** Something that a look at a provider's live configuration found. */
export interface Diagnostic {
  readonly severity: 'ok' | 'warning' | 'error';
  /** What was looked at. */
  readonly subject: string;
  /** What is wrong, and where in the provider's console to fix it. No secret. */
  readonly text: string;
}

/** One provider: its name, its settings and how to make its provider. One line in `registry.ts` adds it. */
export interface ProviderDefinition {
  /** How `SMS_PROVIDER` and `SMS_ROUTES` name it. */
  readonly name: string;
  /** For the operator. */
  readonly title: string;
  readonly configs: readonly ConfigClass[];
  /** Replies show the code, and the code may be fixed. Never in production. */
  readonly exposesCode: boolean;
  /** Variables that it cannot do without and that are not set. */
  missing(settings: Settings): readonly string[];
  /** Loads what it needs only when it is chosen. */
  create(settings: Settings, kit: ProviderKit): Promise<Provider>;
  /** Reads what the provider reports of its messages. */
  receipts?(settings: Settings): Promise<DeliveryReceiptParser>;
  /** Asks the provider whether it is configured as it should be. Sends nothing. */
  diagnose?(settings: Settings, kit: ProviderKit): Promise<readonly Diagnostic[]>;
}
