import { Flag, List, Text } from '@sixdigit/config';
import type { Channel } from '@sixdigit/contract';
import { channelShape } from '../../provider-kit/channel-shape.js';

const serviceSid = { pattern: /^VA[0-9a-fA-F]{32}$/, message: 'must be VA and 32 hexadecimal digits' };

/** Twilio sends the same code again whatever it is for: a purpose whose code must complete no other needs a Service of its own. */
const ownService = (purpose: string) =>
  `The Verify Service for ${purpose}. Without it that purpose is refused: the code of one would complete the other.`;

export class TwilioVerifyConfig {
  @Text('TWILIO_VERIFY_SERVICE_SID', {
    about: 'The Verify Service for signing in.',
    shape: serviceSid,
    example: 'VAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  })
  serviceSid?: string;

  @Text('TWILIO_VERIFY_SERVICE_SID_RESET', { about: ownService('resetting a password'), shape: serviceSid })
  resetServiceSid?: string;

  @Text('TWILIO_VERIFY_SERVICE_SID_PHONE_CHANGE', { about: ownService('changing a number'), shape: serviceSid })
  phoneChangeServiceSid?: string;

  @Text('TWILIO_VERIFY_SERVICE_SID_SECOND_FACTOR', { about: ownService('the second factor'), shape: serviceSid })
  secondFactorServiceSid?: string;

  @Text('TWILIO_VERIFY_SERVICE_SID_STEP_UP', { about: ownService('step-up'), shape: serviceSid })
  stepUpServiceSid?: string;

  @Text('TWILIO_VERIFY_SERVICE_SID_REAUTHENTICATE', { about: ownService('confirming who is signed in'), shape: serviceSid })
  reauthenticateServiceSid?: string;

  @Text('TWILIO_VERIFY_SERVICE_SID_EMAIL_VERIFY', { about: ownService('verifying an e-mail address'), shape: serviceSid })
  emailVerifyServiceSid?: string;

  @Text('TWILIO_VERIFY_SERVICE_SID_CONTRACT_C', {
    about: 'The Verify Service for contract C. Without it contract C shares that of signing in.',
    shape: serviceSid,
  })
  contractCServiceSid?: string;

  @List('TWILIO_VERIFY_CHANNELS', {
    about: 'Channels that the Service is set up for. WhatsApp needs a sender of your own on it, e-mail a mailer.',
    shape: channelShape,
  })
  channels: Channel[] = ['sms'];

  @Text('TWILIO_VERIFY_RATE_LIMIT', {
    about: "The unique name of a rate limit of the Service whose key is the caller's address, for a limit at Twilio too.",
    shape: { pattern: /^[\w.-]{1,64}$/, message: 'must be the unique name of a rate limit' },
  })
  rateLimit?: string;

  @Flag('TWILIO_VERIFY_DEVICE_IP', { about: "Passes the caller's address on to Twilio, for Fraud Guard." })
  deviceIp = false;
}
