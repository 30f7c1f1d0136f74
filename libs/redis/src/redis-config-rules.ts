import { type ConfigIssue, type ConfigRule, ServiceConfig, type Settings } from '@sixdigit/config';
import { RedisConfig } from './redis.config.js';

function noRedisInProduction(settings: Settings): ConfigIssue[] {
  const { production, singleNode } = settings.get(ServiceConfig);
  if (!production || singleNode || settings.get(RedisConfig).url) return [];
  const text =
    'is missing: several processes would each keep limits of their own; set it, or say SINGLE_NODE=true when there is one process only';
  return [{ name: 'REDIS_URL', text }];
}

/** What production needs of Redis. */
export const redisConfigRules: readonly ConfigRule[] = [noRedisInProduction];
