import { describe, expect, it } from '@jest/globals';
import { type ChoiceFacts, chooseStrategy } from './choose-strategy.js';

const nothing: ChoiceFacts = {
  production: false,
  devMode: false,
  mockMode: false,
  provider: undefined,
  twilioEnabled: undefined,
  twilioAccountSid: false,
  twilioAuthToken: false,
  twilioVerifyServiceSid: false,
  twilioMessagingServiceSid: false,
  twilioPhoneNumber: false,
  msg91AuthKey: false,
  msg91TemplateId: false,
};
const account = { twilioAccountSid: true, twilioAuthToken: true };
const verify = { ...account, twilioVerifyServiceSid: true };
const msg91 = { msg91AuthKey: true, msg91TemplateId: true };

/** What is set, and the strategy, or the variables that are refused. */
const table: [string, Partial<ChoiceFacts>, string | string[]][] = [
  ['DEV_MODE in production', { production: true, devMode: true, ...verify }, ['DEV_MODE']],
  ['both development switches in production', { production: true, devMode: true, mockMode: true }, ['DEV_MODE', 'SMS_MOCK_MODE']],
  ['DEV_MODE', { devMode: true }, 'development'],
  ['SMS_MOCK_MODE over a provider', { mockMode: true, provider: 'twilio', ...verify }, 'development'],
  ['a provider that is named', { provider: 'twilio-verify', ...verify }, 'twilio-verify'],
  [
    'a provider whose variables are missing',
    { provider: 'twilio-verify' },
    ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_VERIFY_SERVICE_SID'],
  ],
  ['Messaging without a sender', { provider: 'twilio', ...account }, ['TWILIO_MESSAGING_SERVICE_SID']],
  ['Messaging with a number', { provider: 'twilio', ...account, twilioPhoneNumber: true }, 'twilio'],
  ['a Twilio strategy with TWILIO_ENABLED=false', { provider: 'twilio-verify', twilioEnabled: false, ...verify }, ['TWILIO_ENABLED']],
  ['a provider that nobody knows', { provider: 'nexmo' }, ['SMS_PROVIDER']],
  ['development by name in production', { provider: 'development', production: true }, ['SMS_PROVIDER']],
  ['development by name', { provider: 'development', ...verify }, 'development'],
  ['a Verify Service', verify, 'twilio-verify'],
  ['a Verify Service and a sender', { ...verify, twilioPhoneNumber: true }, 'twilio-verify'],
  ['an account and a sender', { ...account, twilioMessagingServiceSid: true }, 'twilio'],
  ['an account alone', account, ['TWILIO_VERIFY_SERVICE_SID']],
  ['a token alone', { twilioAuthToken: true }, ['TWILIO_ACCOUNT_SID', 'TWILIO_VERIFY_SERVICE_SID']],
  ['TWILIO_ENABLED alone', { twilioEnabled: true }, ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_VERIFY_SERVICE_SID']],
  ['Twilio left out beside MSG91', { ...verify, twilioEnabled: false, ...msg91 }, 'msg91'],
  ['MSG91', msg91, 'msg91'],
  ['half of MSG91', { msg91AuthKey: true }, ['MSG91_TEMPLATE_ID']],
  ['nothing in production', { production: true }, ['SMS_PROVIDER']],
  ['nothing', {}, 'development'],
];

describe('the choice of the strategy', () => {
  it.each(table)('with %s', (_, facts, expected) => {
    const choice = chooseStrategy({ ...nothing, ...facts });
    expect('refused' in choice ? choice.refused.map((complaint) => complaint.name) : choice.name).toEqual(expected);
  });

  it('says what development overrides', () => {
    expect(chooseStrategy({ ...nothing, devMode: true, provider: 'twilio' })).toMatchObject({ overrides: 'twilio' });
  });
});
