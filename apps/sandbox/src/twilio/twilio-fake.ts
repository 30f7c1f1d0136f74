import type { Fake } from '../fake.js';
import type { TwilioAccount } from './twilio-account.js';
import { ownNumber } from './twilio-numbers.js';
import { twilioRoutes } from './twilio-routes.js';

/** The purposes that have a Verify Service of their own, and the variable that names it. */
const verifyServices = {
  'sign-in': 'TWILIO_VERIFY_SERVICE_SID',
  reset: 'TWILIO_VERIFY_SERVICE_SID_RESET',
  'phone-change': 'TWILIO_VERIFY_SERVICE_SID_PHONE_CHANGE',
  'second-factor': 'TWILIO_VERIFY_SERVICE_SID_SECOND_FACTOR',
  'step-up': 'TWILIO_VERIFY_SERVICE_SID_STEP_UP',
  reauthenticate: 'TWILIO_VERIFY_SERVICE_SID_REAUTHENTICATE',
  'email-verify': 'TWILIO_VERIFY_SERVICE_SID_EMAIL_VERIFY',
  'contract-c': 'TWILIO_VERIFY_SERVICE_SID_CONTRACT_C',
};

/** Twilio: Verify v2, Messaging and Voice. */
export const twilio: Fake<TwilioAccount> = {
  name: 'twilio',
  paths: /^\/(?:v1|v2|2010-04-01)\//,
  receipts: { 'verify-events': 'SANDBOX_VERIFY_EVENTS_URL' },
  account: (make) => ({
    accountSid: make('account', 'AC'),
    authToken: make('auth-token'),
    apiKeySid: make('api-key', 'SK'),
    apiKeySecret: make('api-key-secret'),
    verifyServiceSids: Object.keys(verifyServices).map((purpose) => make(purpose, 'VA')),
    messagingServiceSid: make('messaging-service', 'MG'),
    contentSid: make('template', 'HX'),
  }),
  environments: (account, url) => {
    const common = { TWILIO_ACCOUNT_SID: account.accountSid, TWILIO_AUTH_TOKEN: account.authToken, TWILIO_API_BASE_URL: url };
    const services = Object.values(verifyServices).map((variable, index) => [variable, account.verifyServiceSids[index]!]);
    return {
      'twilio-verify': { SMS_PROVIDER: 'twilio-verify', ...common, ...(Object.fromEntries(services) as Record<string, string>) },
      twilio: {
        SMS_PROVIDER: 'twilio',
        ...common,
        TWILIO_MESSAGING_SERVICE_SID: account.messagingServiceSid,
        TWILIO_PHONE_NUMBER: ownNumber,
        TWILIO_VOICE_FROM: ownNumber,
        TWILIO_WHATSAPP_FROM: ownNumber,
        TWILIO_WHATSAPP_CONTENT_SID: account.contentSid,
      },
    };
  },
  routes: twilioRoutes,
  // without a number it is a gateway that answers, not Twilio
  errorBody: ({ code, message = 'Injected', status }) =>
    code === undefined ? undefined : { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
};
