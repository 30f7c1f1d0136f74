import { Text } from '@sixdigit/config';

export class RedisConfig {
  @Text('REDIS_URL', {
    about:
      'Where Redis is: `redis://` or `rediss://`, or the path of a unix socket. Several, separated by commas, name the nodes of a Redis Cluster.',
    secret: true,
    example: 'redis://redis:6379',
    shape: { pattern: /^(?:(?:rediss?:\/\/|\/)[^\s,]+,?)+$/, message: 'must be redis://…, rediss://… or the path of a socket' },
  })
  url?: string;

  @Text('REDIS_KEY_PREFIX', {
    about: 'What every key begins with, so that several services may share one Redis.',
    shape: { pattern: /^[\w:.-]{0,64}$/, message: 'must be at most 64 letters, digits, `:`, `.`, `-` or `_`' },
  })
  keyPrefix = 'sixdigit:';
}
