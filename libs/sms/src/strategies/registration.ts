import type { ConfigClass, Settings } from '@sixdigit/config';
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

/** One vendor: its name, its settings and how to make its strategy. One line in `registry.ts` adds it. */
export interface Registration {
  /** The value of `SMS_PROVIDER`. */
  readonly name: string;
  /** For the operator. */
  readonly title: string;
  readonly config: ConfigClass;
  /** Replies show the code, and the code may be fixed. Never in production. */
  readonly reveals: boolean;
  /** Loads what it needs only when it is chosen. */
  create(settings: Settings): Promise<Strategy>;
}
