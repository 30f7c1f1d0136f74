import type { ConfigClass } from '@sixdigit/config';
import { TestNumbersConfig } from '../test-numbers/test-numbers.config.js';
import { registrations } from './registry.js';
import { SmsChoiceConfig } from './sms-choice.config.js';

/** The config classes of the choice and of every vendor, each once. */
export const smsConfigs: readonly ConfigClass[] = [
  SmsChoiceConfig,
  ...new Set(registrations.flatMap((registration) => registration.configs)),
  TestNumbersConfig,
];
