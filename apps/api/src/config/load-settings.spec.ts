import { describe, expect, it } from '@jest/globals';
import { ConfigurationError } from '@sixdigit/config';
import { loadSettings } from './load-settings.js';

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

const earlier = 'Xq7Zc1yqk4uB7xw2e9R5t6Y3m1nQvL00';

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
    ['no stores at all', { REDIS_URL: '', DATABASE_URL: '' }, ['DATABASE_URL', 'REDIS_URL']],
    ['half a set of Twilio', { TWILIO_AUTH_TOKEN: '' }, ['TWILIO_AUTH_TOKEN']],
    ['the development provider', { DEV_MODE: 'yes' }, ['DEV_MODE']],
    ['an unknown provider', { SMS_PROVIDER: 'nexmo' }, ['SMS_PROVIDER']],
    ['numbers out of range', { OTP_LENGTH: '5', OTP_EXPIRE_SECONDS: '601', PORT: '1e9' }, ['OTP_EXPIRE_SECONDS', 'OTP_LENGTH', 'PORT']],
    ['a rate that is none', { RATE_LIMIT_SENDS_PER_IP: '5 per hour' }, ['RATE_LIMIT_SENDS_PER_IP']],
    ['proxies by count', { TRUSTED_PROXIES: '1' }, ['TRUSTED_PROXIES']],
    ['a name that is misspelled', { OTP_LENGHT: '8' }, ['OTP_LENGHT']],
    ['a country that has no numbers', { ALLOWED_COUNTRIES: 'US,XX' }, ['ALLOWED_COUNTRIES']],
    ['a default country that has no numbers', { DEFAULT_PHONE_REGION: 'ZZ' }, ['DEFAULT_PHONE_REGION']],
    ['digits again and again for a secret', { SECRET_KEY: '0123456789'.repeat(4) }, ['SECRET_KEY']],
    ['an earlier root key for tokens', { JWT_SECRET: earlier, SECRET_KEY_PREVIOUS: earlier }, ['JWT_SECRET']],
    ['the root key listed as an earlier one', { SECRET_KEY_PREVIOUS: good.SECRET_KEY }, ['SECRET_KEY_PREVIOUS']],
    ['a metrics token that no header can carry', { METRICS_TOKEN: 'abc!def$ghi@jkl#mno' }, ['METRICS_TOKEN']],
    ['a metrics token of one letter', { METRICS_TOKEN: 'a'.repeat(16) }, ['METRICS_TOKEN']],
    ['the root key for a metrics token', { METRICS_TOKEN: good.SECRET_KEY }, ['METRICS_TOKEN']],
    ['two halves of all addresses as proxies', { TRUSTED_PROXIES: '0.0.0.0/1,128.0.0.0/1' }, ['TRUSTED_PROXIES']],
    ['all of IPv6 that is in use as proxies', { TRUSTED_PROXIES: '2000::/3' }, ['TRUSTED_PROXIES']],
    ['users that every restart forgets', { DATABASE_URL: 'memory:', SINGLE_NODE: 'true' }, ['DATABASE_URL']],
    ['a host that is none', { PUBLIC_BASE_URL: 'https://[' }, ['PUBLIC_BASE_URL']],
    ['a password in the address', { PUBLIC_BASE_URL: 'https://u:p@auth.example.com' }, ['PUBLIC_BASE_URL']],
    ['a query in the address', { PUBLIC_BASE_URL: 'https://auth.example.com?x=1' }, ['PUBLIC_BASE_URL']],
    ['an address without TLS', { PUBLIC_BASE_URL: 'http://auth.example.com' }, ['PUBLIC_BASE_URL']],
    ['an origin without TLS', { CORS_ORIGINS: 'http://app.example.com' }, ['CORS_ORIGINS']],
    ['an origin with a wildcard, which never matches', { CORS_ORIGINS: 'https://*.example.com' }, ['CORS_ORIGINS']],
    ['an origin in capitals, which never matches', { CORS_ORIGINS: 'https://App.example.com' }, ['CORS_ORIGINS']],
    ['test numbers without a last day', { TEST_NUMBERS: '+15005550111:424242' }, ['TEST_NUMBERS_UNTIL']],
    [
      'test numbers that end on a day that does not exist',
      { TEST_NUMBERS: '+15005550111:424242', TEST_NUMBERS_UNTIL: '2026-11-31' },
      ['TEST_NUMBERS_UNTIL'],
    ],
    [
      'faults of every lib at once, none of which hides another',
      { SECRET_KEY: '', JWT_SECRET: 'short', TRUSTED_PROXIES: '::/1', DEFAULT_PHONE_REGION: 'ZZ', TEST_NUMBERS: '+15005550111:42424242' },
      ['DEFAULT_PHONE_REGION', 'JWT_SECRET', 'SECRET_KEY', 'TEST_NUMBERS', 'TEST_NUMBERS_UNTIL', 'TRUSTED_PROXIES'],
    ],
    [
      'a number out of range, without what would follow from it',
      { OTP_LENGTH: '99', TEST_NUMBERS: '+15005550111:424242' },
      ['OTP_LENGTH', 'TEST_NUMBERS_UNTIL'],
    ],
    [
      'everything wrong at once',
      { SECRET_KEY: 'Short1!', CORS_ORIGINS: '*', REDIS_URL: '', OTP_LENGTH: '99' },
      ['CORS_ORIGINS', 'OTP_LENGTH', 'REDIS_URL', 'SECRET_KEY'],
    ],
  ])('is refused with %s', (_, change, names) => {
    expect(refused({ ...good, ...change })).toEqual(names);
  });

  it.each([
    ['TRUSTED_PROXY', 'TRUSTED_PROXIES'],
    ['ALLOWED_HOST', 'ALLOWED_HOSTS'],
    ['ALLOWED_COUNTRY', 'ALLOWED_COUNTRIES'],
    ['SECRET_KEY_PREVIOS', 'SECRET_KEY_PREVIOUS'],
    ['TEST_NUMBER', 'TEST_NUMBERS'],
    ['MESSAGE_RETENTION_DAY', 'MESSAGE_RETENTION_DAYS'],
    ['REDIS_URI', 'REDIS_URL'],
    ['CORS_ORIGIN', 'CORS_ORIGINS'],
  ])('warns of %s, which is near a setting and none', (name, near) => {
    expect(loadSettings({ ...good, [name]: 'x' }).warnings).toEqual([{ name, text: `is not a setting; did you mean ${near}?` }]);
  });

  it('does not warn of what every machine has in its environment', () => {
    const names = ['HOME', 'HOSTNAME', 'PATH', 'PWD', 'LANG', 'SHELL', 'NODE_OPTIONS', 'NODE_VERSION', 'TERM', 'USER', 'LOGNAME', 'TZ'];
    expect(loadSettings({ ...good, ...Object.fromEntries(names.map((name) => [name, 'x'])) }).warnings).toEqual([]);
  });

  it('lets pages of the machine itself and single proxies be', () => {
    expect(
      refused({ ...good, CORS_ORIGINS: 'http://localhost:5173,https://app.example.com', TRUSTED_PROXIES: '10.0.0.0/8,fd00::/8' }),
    ).toEqual([]);
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
