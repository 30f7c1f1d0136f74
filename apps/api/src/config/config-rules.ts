import { callerConfigRules } from '@sixdigit/caller';
import type { ConfigRule } from '@sixdigit/config';
import { databaseConfigRules } from '@sixdigit/database';
import { keysConfigRules } from '@sixdigit/keys';
import { redisConfigRules } from '@sixdigit/redis';
import { smsConfigRules } from '@sixdigit/sms';
import { tokenConfigRules } from '@sixdigit/token';
import { httpConfigRules } from './http-config-rules.js';

/** Every rule between the settings of the service. */
export const configRules: readonly ConfigRule[] = [
  ...httpConfigRules,
  ...keysConfigRules,
  ...databaseConfigRules,
  ...redisConfigRules,
  ...smsConfigRules,
  ...callerConfigRules,
  ...tokenConfigRules,
];
