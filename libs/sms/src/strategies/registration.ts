import type { ConfigClass, Settings } from '@sixdigit/config';
import type { Inbox } from '@sixdigit/inbox';
import type { ReceiptReader } from '../receipts/receipt-reader.js';
import type { CodeCarrier, HostedStrategy } from './strategy.js';

/** Made by a registration: one of the two ports. */
export type Strategy =
  | {
      readonly kind: 'carrier';
      readonly carrier: CodeCarrier;
      /** The code of every challenge; only where codes are revealed anyway. */
      readonly fixedCode?: string;
    }
  | { readonly kind: 'hosted'; readonly hosted: HostedStrategy };

/** Something that a look at a vendor's live configuration found. */
export interface Finding {
  readonly severity: 'ok' | 'warning' | 'error';
  /** What was looked at. */
  readonly subject: string;
  /** What is wrong, and where in the vendor's console to mend it. No secret. */
  readonly text: string;
}

/** One vendor: its name, its settings and how to make its strategy. One line in `registry.ts` adds it. */
export interface Registration {
  /** How `SMS_PROVIDER` and `SMS_ROUTES` name it. */
  readonly name: string;
  /** For the operator. */
  readonly title: string;
  readonly configs: readonly ConfigClass[];
  /** Replies show the code, and the code may be fixed. Never in production. */
  readonly reveals: boolean;
  /** Variables that it cannot do without and that are not set. */
  missing(settings: Settings): readonly string[];
  /** Loads what it needs only when it is chosen. `inbox` takes what is sent to nobody. */
  create(settings: Settings, inbox: Inbox): Promise<Strategy>;
  /** Reads what the vendor reports of its messages. */
  receipts?(settings: Settings): Promise<ReceiptReader>;
  /** Asks the vendor whether it is configured as it should be. Sends nothing. */
  examine?(settings: Settings): Promise<readonly Finding[]>;
}
