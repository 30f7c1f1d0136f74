import type { Clock, Settings } from '@sixdigit/config';
import type { ProviderKit } from '../provider-kit/provider-kit.js';
import { ChannelsConfig } from '../routing/channels.config.js';
import { Router } from '../routing/router.js';
import { readRoutes } from '../routing/routes.js';
import { TestNumbersConfig } from '../routing/test-numbers/test-numbers.config.js';
import { TestNumbers } from '../routing/test-numbers/test-numbers.js';
import { acceptedSelection, usedProviders } from './provider-selection.js';
import { SelectionConfig } from './selection.config.js';

/** The router that the settings describe. */
export async function routerFor(settings: Settings, kit: ProviderKit, clock: Clock): Promise<Router> {
  const routes = readRoutes(settings.get(SelectionConfig).routes);
  const { list } = acceptedSelection(settings);
  const tests = settings.get(TestNumbersConfig);
  const testNumbers = tests.numbers.length > 0 ? new TestNumbers(tests, clock) : undefined;
  return new Router(await usedProviders(settings, kit), list, routes, settings.get(ChannelsConfig).channels, testNumbers);
}
