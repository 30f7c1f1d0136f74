import type { ConfigClass, Settings } from '@sixdigit/config';
import type { DeliveryReceiptParser } from './delivery-receipt.js';
import type { Diagnostic } from './diagnostic.js';
import type { HostedRules, Provider, ProviderDefinition, ProviderUse } from './provider-definition.js';
import type { ProviderKit } from './provider-kit.js';

/** The filled instances of config classes, in their order. */
type Filled<Classes extends readonly ConfigClass[]> = {
  readonly [Index in keyof Classes]: Classes[Index] extends ConfigClass<infer Config> ? Config : never;
};

/** A provider as its own folder describes it: every function is handed its own configs and nothing of another provider. */
interface ProviderDescription<Classes extends readonly ConfigClass[]> extends ProviderUse {
  readonly name: string;
  readonly title: string;
  readonly configs: readonly [...Classes];
  readonly variables: { readonly prefix: string };
  /**
   * Whether anything of it is set, and its place among those that are found by their credentials: the lowest first. Without a
   * priority it is used by name only, or alongside the others.
   */
  readonly detect?: { readonly priority?: number; readonly configured: (...configs: Filled<Classes>) => boolean };
  readonly missing: (...configs: Filled<Classes>) => readonly string[];
  /** A variable that takes it out of use although its credentials are there. */
  readonly disabledBy?: { readonly variable: string; readonly isDisabled: (...configs: Filled<Classes>) => boolean };
  readonly hosted?: HostedRules;
  /** Without one, its name. */
  readonly receiptsPath?: string;
  readonly receipts?: Readonly<Record<string, (kit: ProviderKit, ...configs: Filled<Classes>) => Promise<DeliveryReceiptParser>>>;
  readonly create: (kit: ProviderKit, ...configs: Filled<Classes>) => Promise<Provider>;
  readonly diagnose?: (kit: ProviderKit, ...configs: Filled<Classes>) => Promise<readonly Diagnostic[]>;
}

/** Describes a provider by data. The folder that calls it, and one line in `registry.ts`, are all that a provider is. */
export function defineProvider<const Classes extends readonly ConfigClass[]>(
  description: ProviderDescription<Classes>,
): ProviderDefinition {
  const { detect, disabledBy, receipts = {}, missing, create, diagnose, receiptsPath = description.name, ...data } = description;
  const own = (settings: Settings) => description.configs.map((config) => settings.get(config)) as unknown as Filled<Classes>;
  return {
    ...data,
    ...(detect?.priority === undefined ? {} : { priority: detect.priority }),
    receiptsPath,
    receiptKinds: Object.keys(receipts),
    isConfigured: (settings) => detect?.configured(...own(settings)) ?? false,
    missing: (settings) => missing(...own(settings)),
    disabledBy: (settings) => (disabledBy?.isDisabled(...own(settings)) ? disabledBy.variable : undefined),
    create: (settings, kit) => create(kit, ...own(settings)),
    receiptParsers: async (settings, kit) => {
      const made = Object.entries(receipts).map(async ([kind, make]) => [kind, await make(kit, ...own(settings))] as const);
      return new Map(await Promise.all(made));
    },
    diagnose: (settings, kit) => diagnose?.(kit, ...own(settings)),
  };
}
