import { AuditConfig } from '@sixdigit/audit';
import { AuthConfig } from '@sixdigit/auth';
import { type ConfigClass, ServiceConfig } from '@sixdigit/config';
import { DatabaseConfig } from '@sixdigit/database';
import { KeysConfig } from '@sixdigit/keys';
import { LimitsConfig } from '@sixdigit/limits';
import { RedisConfig } from '@sixdigit/redis';
import { SmsConfig, smsConfigs } from '@sixdigit/sms';
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
  ...smsConfigs,
  LimitsConfig,
  TokenConfig,
  AuthConfig,
  AuditConfig,
];
