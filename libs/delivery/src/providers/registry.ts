import type { ProviderDefinition } from '../provider-kit/provider-definition.js';
import { development } from './development/development.js';
import { msg91 } from './msg91/msg91.js';
import { smtp } from './smtp/smtp.js';
import { twilioMessaging } from './twilio-messaging/twilio-messaging.js';
import { twilioVerify } from './twilio-verify/twilio-verify.js';
import { webhook } from './webhook/webhook.js';

/** Every provider there is: one line each. */
export const definitions: readonly ProviderDefinition[] = [development, twilioVerify, twilioMessaging, msg91, webhook, smtp];

/** Undefined for a name that no provider of this release answers to. */
export function definitionOf(name: string): ProviderDefinition | undefined {
  return definitions.find((definition) => definition.name === name);
}
