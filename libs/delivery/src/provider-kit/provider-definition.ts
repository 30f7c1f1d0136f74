import type { ConfigClass, Settings } from '@sixdigit/config';
import type { Channel } from '@sixdigit/contract';
import type { CarrierProvider } from './carrier.provider.js';
import type { DeliveryReceiptParser } from './delivery-receipt.js';
import type { Diagnostic } from './diagnostic.js';
import type { HostedProvider } from './hosted.provider.js';
import type { ProviderKit } from './provider-kit.js';

/** One of the two ports. */
export type Provider = CarrierProvider | HostedProvider;

/** What a hosted provider's verifications allow. */
export interface HostedRules {
  /** Checks of one verification, right and wrong. */
  readonly attemptsMax: number;
  /**
   * What a second start for the same destination does while one is pending. `starts_again`: the same code goes out again.
   * `continues_pending`: it is refused, so {@link StartRequest.pending} names the verification to go on with.
   */
  readonly resend: 'starts_again' | 'continues_pending';
}

/** Where a provider may be used, as data: the selection asks for these and knows no provider by name. */
export interface ProviderUse {
  /** What `DEV_MODE` asks for, and what is left where nothing is configured outside production. One provider has it. */
  readonly isFallback?: true;
  /** A start in this environment is refused. */
  readonly neverIn?: 'production';
  /** Never in a list or route with another provider. */
  readonly standsAlone?: true;
  /** Serves this channel beside whichever providers are selected, as soon as anything of it is configured. */
  readonly alongside?: Channel;
  /** Replies show the code, and the code may be fixed. */
  readonly exposesCode?: true;
}

/** One provider, as everything else asks for it: made by `defineProvider`, listed in `registry.ts`. */
export interface ProviderDefinition extends ProviderUse {
  /** How `SMS_PROVIDER` and `SMS_ROUTES` name it. */
  readonly name: string;
  /** For the operator. */
  readonly title: string;
  readonly configs: readonly ConfigClass[];
  /** What its variables begin with: an unknown name under it is warned of. Providers of one prefix share an account. */
  readonly variables: { readonly prefix: string };
  /** Its place among those that are found by their credentials: the lowest first. Without one it is used by name alone. */
  readonly priority?: number;
  readonly hosted?: HostedRules;
  /** What stands in the address of its receipts: `POST /webhooks/<receiptsPath>/<kind>`. */
  readonly receiptsPath: string;
  /** The kinds of its receipts: the last part of their address. */
  readonly receiptKinds: readonly string[];
  /** Whether anything of it is set. */
  isConfigured(settings: Settings): boolean;
  /** Variables that it cannot do without and that are not set. */
  missing(settings: Settings): readonly string[];
  /** The variable that takes it out of use, where that is set so. */
  disabledBy(settings: Settings): string | undefined;
  /** Loads what it needs only when it is used. */
  create(settings: Settings, kit: ProviderKit): Promise<Provider>;
  /** Makes the parser of each kind of receipt, by kind. */
  receiptParsers(settings: Settings, kit: ProviderKit): Promise<ReadonlyMap<string, DeliveryReceiptParser>>;
  /** Asks the provider whether it is configured as it should be. Sends nothing. Undefined where there is nothing to ask. */
  diagnose(settings: Settings, kit: ProviderKit): Promise<readonly Diagnostic[]> | undefined;
}
