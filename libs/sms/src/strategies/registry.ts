import { development } from './development/development.js';
import { msg91 } from './msg91/msg91.js';
import type { Registration } from './registration.js';
import { smtp } from './smtp/smtp.js';
import { twilioMessaging } from './twilio-messaging/twilio-messaging.js';
import { twilioVerify } from './twilio-verify/twilio-verify.js';
import { webhook } from './webhook/webhook.js';

/** Every vendor that can be chosen: one line each. */
export const registrations: readonly Registration[] = [development, twilioVerify, twilioMessaging, msg91, webhook, smtp];

/** Undefined for a name that no vendor of this release answers to. */
export function registrationOf(name: string): Registration | undefined {
  return registrations.find((registration) => registration.name === name);
}
