import { AuthConfig } from '@sixdigit/auth';
import { type ConfigClass, ServiceConfig } from '@sixdigit/config';
import { DatabaseConfig } from '@sixdigit/database';
import { KeysConfig } from '@sixdigit/keys';
import { LimitsConfig } from '@sixdigit/limits';
import { RedisConfig } from '@sixdigit/redis';
import { registrations, SmsChoiceConfig, SmsConfig } from '@sixdigit/sms';
import { TokenConfig } from '@sixdigit/token';
import { HttpConfig } from './http.config.js';

/** Every config class of the service, in the order of the configuration page. */
export const configClasses: readonly ConfigClass[] = [
  ServiceConfig,
  HttpConfig,
  KeysConfig,
  DatabaseConfig,
  RedisConfig,
  SmsConfig,
  SmsChoiceConfig,
  ...registrations.map((registration) => registration.config),
  LimitsConfig,
  TokenConfig,
  AuthConfig,
];
