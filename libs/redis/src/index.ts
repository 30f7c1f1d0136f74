export { RedisConfig } from './redis.config.js';
export { RedisConnection, type Script } from './redis.connection.js';
export { RedisModule } from './redis.module.js';
export { redisConfigRules } from './redis-config-rules.js';
