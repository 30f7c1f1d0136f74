import { ServiceConfig, type Settings } from '@sixdigit/config';
import type { ProviderDefinition } from '../provider-kit/provider-definition.js';
import { definitions } from '../providers/registry.js';
import { namesIn, readRoutes } from '../routing/routes.js';
import type { ProviderFacts, SelectionFacts } from './resolve-providers.js';
import { SelectionConfig } from './selection.config.js';

/** What the settings say about the selection of the providers. */
export function selectionFacts(settings: Settings): SelectionFacts {
  const { devMode, mockMode, providers, routes } = settings.get(SelectionConfig);
  return {
    production: settings.get(ServiceConfig).production,
    devMode,
    mockMode,
    named: providers,
    routed: namesIn(readRoutes(routes)),
    providers: definitions.map((definition) => factsOf(definition, settings)),
  };
}

function factsOf(definition: ProviderDefinition, settings: Settings): ProviderFacts {
  const { name, priority, variables, isFallback, neverIn, standsAlone, alongside } = definition;
  return {
    name,
    prefix: variables.prefix,
    priority,
    isConfigured: definition.isConfigured(settings),
    missing: definition.missing(settings),
    disabledBy: definition.disabledBy(settings),
    ...(isFallback ? { isFallback } : {}),
    ...(neverIn ? { neverIn } : {}),
    ...(standsAlone ? { standsAlone } : {}),
    ...(alongside ? { alongside } : {}),
  };
}
