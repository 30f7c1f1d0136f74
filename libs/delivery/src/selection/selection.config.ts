import { Flag, List } from '@sixdigit/config';
import { routeShape } from '../routing/routes.js';

/** What decides which providers are used. */
export class SelectionConfig {
  @List('SMS_PROVIDER', {
    about:
      'The providers, in order: when the first fails for certain, the next takes over. Without it the credentials that are present decide, and outside production development is the last resort.',
    example: 'twilio-verify',
    shape: { pattern: /^[a-z0-9-]+$/, message: 'must be names of providers, separated by commas, such as twilio,msg91' },
  })
  providers: string[] = [];

  @List('SMS_ROUTES', {
    about:
      'The provider of a country, by its ISO 3166 code; `*` for the others; `>` for an order of its own, such as `IN:msg91>twilio`. After those of the route come those of `SMS_PROVIDER`.',
    shape: routeShape,
  })
  routes: string[] = [];

  @Flag('DEV_MODE', { about: 'The development provider: no message is sent, the code is in the reply. Refused in production.' })
  devMode = false;

  @Flag('SMS_MOCK_MODE', { about: 'The same as `DEV_MODE`.' })
  mockMode = false;
}
