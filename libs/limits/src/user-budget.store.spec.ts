import { randomUUID } from 'node:crypto';
import { it } from '@jest/globals';
import { userBudgetSuite } from './user-budget.suite.js';

const url = process.env['TEST_REDIS_URL'];

if (url) userBudgetSuite('Redis', () => ({ REDIS_URL: url, REDIS_KEY_PREFIX: `test:${randomUUID()}:` }));
else it.skip('needs TEST_REDIS_URL', () => undefined);
