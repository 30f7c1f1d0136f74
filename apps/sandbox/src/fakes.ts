import type { Fake } from './fake.js';
import { msg91 } from './msg91/msg91-fake.js';
import { twilio } from './twilio/twilio-fake.js';

/** Every vendor that the sandbox stands in for: one line each. */
export const fakes: readonly Fake[] = [twilio, msg91];
