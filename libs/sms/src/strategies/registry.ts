import { development } from './development/development.js';
import type { Registration } from './registration.js';
import { twilioVerify } from './twilio-verify/twilio-verify.js';

/** Every vendor that can be chosen: one line each. */
export const registrations: readonly Registration[] = [development, twilioVerify];

/** Undefined for a name that no vendor of this release answers to. */
export function registrationOf(name: string): Registration | undefined {
  return registrations.find((registration) => registration.name === name);
}
