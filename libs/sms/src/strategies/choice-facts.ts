import { ServiceConfig, type Settings } from '@sixdigit/config';
import type { ChoiceFacts } from './choose-strategy.js';
import { SmsChoiceConfig } from './sms-choice.config.js';
import { TwilioVerifyConfig } from './twilio-verify/twilio-verify.config.js';

/** What the settings say about the choice of the strategy. */
export function choiceFacts(settings: Settings): ChoiceFacts {
  const choice = settings.get(SmsChoiceConfig);
  const twilio = settings.get(TwilioVerifyConfig);
  return {
    production: settings.get(ServiceConfig).production,
    devMode: choice.devMode,
    mockMode: choice.mockMode,
    provider: choice.provider,
    twilioEnabled: choice.twilioEnabled,
    twilioAccountSid: twilio.accountSid !== undefined,
    twilioAuthToken: twilio.authToken !== undefined,
    twilioVerifyServiceSid: twilio.serviceSid !== undefined,
    twilioMessagingServiceSid: choice.twilioMessagingServiceSid !== undefined,
    twilioPhoneNumber: choice.twilioPhoneNumber !== undefined,
    msg91AuthKey: choice.msg91AuthKey !== undefined,
    msg91TemplateId: choice.msg91TemplateId !== undefined,
  };
}
