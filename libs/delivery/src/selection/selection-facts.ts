import { ServiceConfig, type Settings } from '@sixdigit/config';
import { Msg91Config } from '../providers/msg91/msg91.config.js';
import { definitions } from '../providers/registry.js';
import { SmtpConfig } from '../providers/smtp/smtp.config.js';
import { TwilioAccountConfig } from '../providers/twilio-account/twilio-account.config.js';
import { TwilioMessagingConfig } from '../providers/twilio-messaging/twilio-messaging.config.js';
import { TwilioVerifyConfig } from '../providers/twilio-verify/twilio-verify.config.js';
import { namesIn, readRoutes } from '../routing/routes.js';
import type { SelectionFacts } from './resolve-providers.js';
import { SelectionConfig } from './selection.config.js';

/** What the settings say about the choice of the provider. */
export function selectionFacts(settings: Settings): SelectionFacts {
  const choice = settings.get(SelectionConfig);
  const account = settings.get(TwilioAccountConfig);
  const messaging = settings.get(TwilioMessagingConfig);
  const service = settings.get(TwilioVerifyConfig).serviceSid !== undefined;
  const sender = (messaging.serviceSid ?? messaging.phoneNumber) !== undefined;
  const { authKey, templateId } = settings.get(Msg91Config);
  return {
    production: settings.get(ServiceConfig).production,
    devMode: choice.devMode,
    mockMode: choice.mockMode,
    named: choice.providers,
    routed: namesIn(readRoutes(choice.routes)),
    twilioEnabled: choice.twilioEnabled,
    twilio: { any: service || sender || (account.accountSid ?? account.authToken) !== undefined, service, sender },
    msg91: (authKey ?? templateId) !== undefined,
    smtp: settings.get(SmtpConfig).url !== undefined,
    missing: Object.fromEntries(definitions.map((definition) => [definition.name, definition.missing(settings)])),
  };
}
