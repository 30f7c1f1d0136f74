import { AuthConfig } from '@sixdigit/auth';
import { CallerConfig } from '@sixdigit/caller';
import { ChallengeConfig } from '@sixdigit/challenge';
import { type ConfigClass, ServiceConfig } from '@sixdigit/config';
import { DatabaseConfig } from '@sixdigit/database';
import { deliveryConfigs } from '@sixdigit/delivery';
import { KeysConfig } from '@sixdigit/keys';
import { LimitsConfig } from '@sixdigit/limits';
import { MessageLogConfig } from '@sixdigit/message-log';
import { RedisConfig } from '@sixdigit/redis';
import { PhoneConfig } from '@sixdigit/sms';
import { TokenConfig } from '@sixdigit/token';
import { HttpConfig } from './http.config.js';

/** Every config class of the service, in the order of the configuration page. */
export const configClasses: readonly ConfigClass[] = [
  ServiceConfig,
  HttpConfig,
  KeysConfig,
  DatabaseConfig,
  RedisConfig,
  PhoneConfig,
  ChallengeConfig,
  ...deliveryConfigs,
  CallerConfig,
  LimitsConfig,
  TokenConfig,
  AuthConfig,
  MessageLogConfig,
];
