import { randomUUID } from 'node:crypto';
import { it } from '@jest/globals';
import { perIpLimitsSuite } from './per-ip-limits.suite.js';

const url = process.env['TEST_REDIS_URL'];

if (url) perIpLimitsSuite('Redis', () => ({ REDIS_URL: url, REDIS_KEY_PREFIX: `test:${randomUUID()}:` }));
else it.skip('needs TEST_REDIS_URL', () => undefined);
