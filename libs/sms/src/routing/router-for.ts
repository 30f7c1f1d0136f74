import type { Settings } from '@sixdigit/config';
import type { Clock } from '@sixdigit/contract';
import type { Inbox } from '@sixdigit/inbox';
import { SmsConfig } from '../sms.config.js';
import { chosen, usedProviders } from '../strategies/chosen.js';
import { SmsChoiceConfig } from '../strategies/sms-choice.config.js';
import { TestNumbersConfig } from '../test-numbers/test-numbers.config.js';
import { TestNumbers } from '../test-numbers/test-numbers.js';
import { Router } from './router.js';
import { readRoutes } from './routes.js';

/** The router that the settings describe. */
export async function routerFor(settings: Settings, inbox: Inbox, clock: Clock): Promise<Router> {
  const routes = readRoutes(settings.get(SmsChoiceConfig).routes);
  const { list } = chosen(settings);
  const testNumbers = new TestNumbers(settings.get(TestNumbersConfig), clock);
  return new Router(await usedProviders(settings, inbox), list, routes, settings.get(SmsConfig).channels, testNumbers);
}
