export { RedisConfig } from './redis.config.js';
export { RedisConnection, type Script } from './redis.connection.js';
export { RedisModule, redisProviders } from './redis.module.js';
export { redisConfigRules } from './redis-config-rules.js';
export { RedisOutdated } from './redis-outdated.js';
