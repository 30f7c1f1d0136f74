import { ServiceConfig, type Settings } from '@sixdigit/config';
import { namesIn, readRoutes } from '../routing/routes.js';
import type { ChoiceFacts } from './choose-strategy.js';
import { Msg91Config } from './msg91/msg91.config.js';
import { registrations } from './registry.js';
import { SmsChoiceConfig } from './sms-choice.config.js';
import { SmtpConfig } from './smtp/smtp.config.js';
import { TwilioAccountConfig } from './twilio-account/twilio-account.config.js';
import { TwilioMessagingConfig } from './twilio-messaging/twilio-messaging.config.js';
import { TwilioVerifyConfig } from './twilio-verify/twilio-verify.config.js';

/** What the settings say about the choice of the strategy. */
export function choiceFacts(settings: Settings): ChoiceFacts {
  const choice = settings.get(SmsChoiceConfig);
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
    missing: Object.fromEntries(registrations.map((registration) => [registration.name, registration.missing(settings)])),
  };
}
