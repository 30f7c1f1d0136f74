import { describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { ConfigurationError } from '@sixdigit/config';
import { SmsModule } from '@sixdigit/sms';
import { loadSettings } from '../../apps/api/src/config/load-settings.js';

type Variables = Readonly<Record<string, string>>;

/** Production with everything that either needs. */
const good: Variables = {
  NODE_ENV: 'production',
  SECRET_KEY: 'J0p8Zc1yqk4uB7xw2e9R5t6Y3m1nQvLs',
  SINGLE_NODE: 'true',
  PUBLIC_BASE_URL: 'https://auth.example.com',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'a-token',
  TWILIO_VERIFY_SERVICE_SID: `VA${'0'.repeat(32)}`,
};
const testNumber = { TEST_NUMBERS: '+15005550111:424242' };
const daysAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function namesRefused(start: () => unknown): Promise<readonly string[]> {
  try {
    await start();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return [...new Set(error.issues.map((issue) => issue.name))].sort();
  }
}

async function startLibrary(environment: Variables): Promise<void> {
  const app = await NestFactory.createApplicationContext(SmsModule.register({ environment }), { logger: false, abortOnError: false });
  await app.close();
}

describe('a start with settings that the service and the library both have', () => {
  it.each<[what: string, change: Variables, names: string[]]>([
    ['nothing wrong', {}, []],
    ['a root key of one letter', { SECRET_KEY: 'a' }, ['SECRET_KEY']],
    ['the root key of the example', { SECRET_KEY: 'change-me-to-the-output-of-openssl-rand-base64-32' }, ['SECRET_KEY']],
    ['no root key', { SECRET_KEY: '' }, ['SECRET_KEY']],
    ['an earlier root key that is weak', { SECRET_KEY_PREVIOUS: 'short' }, ['SECRET_KEY_PREVIOUS']],
    ['no Redis, and nobody who says that there is one process only', { SINGLE_NODE: '', DATABASE_URL: 'postgres://db/x' }, ['REDIS_URL']],
    ['test numbers without an end', testNumber, ['TEST_NUMBERS_UNTIL']],
    ['test numbers whose end is far away', { ...testNumber, TEST_NUMBERS_UNTIL: daysAhead(120) }, ['TEST_NUMBERS_UNTIL']],
    ['test numbers that end on a day that does not exist', { ...testNumber, TEST_NUMBERS_UNTIL: '2026-11-31' }, ['TEST_NUMBERS_UNTIL']],
    [
      'a test number with a code of another length',
      { TEST_NUMBERS: '+15005550111:4242424', TEST_NUMBERS_UNTIL: daysAhead(5) },
      ['TEST_NUMBERS'],
    ],
    ['a default country that has no numbers', { DEFAULT_PHONE_REGION: 'ZZ' }, ['DEFAULT_PHONE_REGION']],
    ['an allowed country that has no numbers', { ALLOWED_COUNTRIES: 'US,XX' }, ['ALLOWED_COUNTRIES']],
    ['half a set of credentials', { TWILIO_AUTH_TOKEN: '' }, ['TWILIO_AUTH_TOKEN']],
    ['the development provider', { DEV_MODE: 'true' }, ['DEV_MODE']],
    ['an unknown provider', { SMS_PROVIDER: 'carrier-pigeon' }, ['SMS_PROVIDER']],
    ['texts that are not there', { MESSAGE_TEMPLATES_DIR: '/nowhere' }, ['MESSAGE_TEMPLATES_DIR']],
    ['a number out of its range', { OTP_LENGTH: '99', ...testNumber, TEST_NUMBERS_UNTIL: daysAhead(5) }, ['OTP_LENGTH']],
    ['a misspelt name of ours', { OTP_LENGHT: '8' }, ['OTP_LENGHT']],
    [
      'everything wrong at once',
      { SECRET_KEY: 'a', DEFAULT_PHONE_REGION: 'ZZ', OTP_LENGTH: '99', TWILIO_AUTH_TOKEN: '', ...testNumber },
      ['DEFAULT_PHONE_REGION', 'OTP_LENGTH', 'SECRET_KEY', 'TEST_NUMBERS_UNTIL', 'TWILIO_AUTH_TOKEN'],
    ],
  ])('names the same variables in both: %s', async (_, change, names) => {
    const environment = { ...good, ...change };
    // what the service alone has is right
    const service = { DATABASE_URL: 'postgres://db/sixdigit', ...environment };
    expect(await namesRefused(() => loadSettings(service))).toEqual(names);
    const { DATABASE_URL: _database, ...library } = environment as Record<string, string>;
    expect(await namesRefused(() => startLibrary(library))).toEqual(names);
  });
});
