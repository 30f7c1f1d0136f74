import { describe, expect, it } from '@jest/globals';
import { ConfigurationError, loadSettings } from './load-settings.js';

const good = {
  NODE_ENV: 'production',
  SECRET_KEY: 'J0p8Zc1yqk4uB7xw2e9R5t6Y3m1nQvLs',
  DATABASE_URL: 'postgres://db/sixdigit',
  REDIS_URL: 'redis://redis:6379',
  PUBLIC_BASE_URL: 'https://auth.example.com',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'a-token',
  TWILIO_VERIFY_SERVICE_SID: `VA${'0'.repeat(32)}`,
};

/** Names of the variables that a start is refused for. */
function refused(environment: Record<string, string>): string[] {
  try {
    loadSettings(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    for (const value of Object.values(environment).filter((text) => text.length > 3 && /[^a-z]/.test(text)))
      expect(error.message).not.toContain(value);
    return [...new Set(error.issues.map((issue) => issue.name))].sort();
  }
}

describe('a production start (T125)', () => {
  it('accepts a whole set of settings', () => {
    expect(refused(good)).toEqual([]);
  });

  it.each([
    ['a short secret', { SECRET_KEY: 'Short1!' }, ['SECRET_KEY']],
    [
      'a misspelled name of a provider, with the right one',
      { TWILIO_AUTH_TOKEN: '', TWILIO_AUTH_TOKN: 'a-token' },
      ['TWILIO_AUTH_TOKEN', 'TWILIO_AUTH_TOKN'],
    ],
    ['no secret', { SECRET_KEY: '' }, ['SECRET_KEY']],
    ['the secret of the example', { SECRET_KEY: 'change-me-to-the-output-of-openssl-rand-base64-32' }, ['SECRET_KEY']],
    ['a secret of one letter', { SECRET_KEY: 'A'.repeat(40) }, ['SECRET_KEY']],
    ['the same secret twice', { JWT_SECRET: good.SECRET_KEY }, ['JWT_SECRET']],
    ['a wildcard origin', { CORS_ORIGINS: '*' }, ['CORS_ORIGINS']],
    ['no stores', { REDIS_URL: '', DATABASE_URL: '' }, ['DATABASE_URL', 'REDIS_URL']],
    ['half a set of Twilio', { TWILIO_AUTH_TOKEN: '' }, ['TWILIO_AUTH_TOKEN']],
    ['the development provider', { DEV_MODE: 'yes' }, ['DEV_MODE']],
    ['an unknown provider', { SMS_PROVIDER: 'nexmo' }, ['SMS_PROVIDER']],
    ['numbers out of range', { OTP_LENGTH: '5', OTP_EXPIRE_SECONDS: '601', PORT: '1e9' }, ['OTP_EXPIRE_SECONDS', 'OTP_LENGTH', 'PORT']],
    ['a rate that is none', { RATE_LIMIT_SENDS_PER_IP: '5 per hour' }, ['RATE_LIMIT_SENDS_PER_IP']],
    ['proxies by count', { TRUSTED_PROXIES: '1' }, ['TRUSTED_PROXIES']],
    ['a name that is misspelled', { OTP_LENGHT: '8' }, ['OTP_LENGHT']],
    ['a country that has no numbers', { ALLOWED_COUNTRIES: 'US,XX' }, ['ALLOWED_COUNTRIES']],
    [
      'everything wrong at once',
      { SECRET_KEY: 'Short1!', CORS_ORIGINS: '*', REDIS_URL: '', OTP_LENGTH: '99' },
      ['CORS_ORIGINS', 'OTP_LENGTH', 'REDIS_URL', 'SECRET_KEY'],
    ],
  ])('is refused with %s', (_, change, names) => {
    expect(refused({ ...good, ...change })).toEqual(names);
  });

  it('needs no stores where there is one process only', () => {
    expect(refused({ ...good, REDIS_URL: '', DATABASE_URL: '', SINGLE_NODE: 'true' })).toEqual([]);
  });

  it('names the nearest setting, and only warns about a provider’s', () => {
    expect(() => loadSettings({ ...good, OTP_LENGHT: '8' })).toThrow(/did you mean OTP_LENGTH\?/);
    expect(loadSettings({ ...good, TWILIO_ACOUNT_SID: 'x' }).warnings).toEqual([
      { name: 'TWILIO_ACOUNT_SID', text: expect.stringContaining('TWILIO_ACCOUNT_SID') },
    ]);
  });
});
