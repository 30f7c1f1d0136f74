import type { Settings } from '@sixdigit/config';
import type { ProviderDefinition } from '../provider-kit/provider-definition.js';
import type { ProviderKit } from '../provider-kit/provider-kit.js';
import { definitionOf } from '../providers/registry.js';
import { ProviderInUse } from '../routing/provider-in-use.js';
import { type ProviderSelection, resolveProviders, type SelectionResult } from './resolve-providers.js';
import { selectionFacts } from './selection-facts.js';

/** Which providers the settings choose, or why the start is refused. */
export function selectionOf(settings: Settings): SelectionResult {
  return resolveProviders(selectionFacts(settings));
}

/** The selection by settings that the start has accepted. */
export function acceptedSelection(settings: Settings): ProviderSelection {
  const selection = selectionOf(settings);
  if ('refused' in selection) throw new Error('The settings choose no provider: the start should have refused them.');
  return selection;
}

/** The providers that the settings use. */
export function usedDefinitions(settings: Settings): readonly ProviderDefinition[] {
  return acceptedSelection(settings).used.flatMap((name) => definitionOf(name) ?? []);
}

/** Makes the providers that the settings use. */
export function usedProviders(settings: Settings, kit: ProviderKit): Promise<readonly ProviderInUse[]> {
  return Promise.all(
    usedDefinitions(settings).map(async (definition) => {
      const { name, exposesCode = false, hosted } = definition;
      return new ProviderInUse(name, await definition.create(settings, kit), exposesCode, hosted);
    }),
  );
}
