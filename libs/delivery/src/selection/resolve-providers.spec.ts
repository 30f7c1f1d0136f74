import { describe, expect, it } from '@jest/globals';
import { load, ServiceConfig } from '@sixdigit/config';
import { definitions } from '../providers/registry.js';
import { deliveryConfigs } from './config-classes.js';
import { selectionOf } from './provider-selection.js';
import { type ProviderFacts, resolveProviders } from './resolve-providers.js';

const account = { TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'a-token' };
const service = { TWILIO_VERIFY_SERVICE_SID: `VA${'0'.repeat(32)}` };
const sender = { TWILIO_PHONE_NUMBER: '+15005550006' };
const msg91 = { MSG91_AUTH_KEY: 'a-key', MSG91_TEMPLATE_ID: 'a-template' };
const mail = { SMTP_URL: 'smtps://mail.example.com', SMTP_FROM: 'no-reply@example.com' };
const production = { NODE_ENV: 'production' };
const everything = { ...account, ...service, ...sender, ...msg91 };

/** The providers that an environment selects, or the variables that it is refused for. */
function selected(environment: Record<string, string>): readonly string[] | { refused: string[] } {
  const { settings } = load([ServiceConfig, ...deliveryConfigs], [], environment);
  const result = selectionOf(settings);
  return 'refused' in result ? { refused: result.refused.map(({ name }) => name) } : result.used;
}

const table: [what: string, environment: Record<string, string>, expected: string[] | { refused: string[] }][] = [
  ['DEV_MODE in production is refused', { ...production, ...everything, DEV_MODE: 'true' }, { refused: ['DEV_MODE'] }],
  [
    'both development switches in production are refused, and so is the provider that is missing behind them',
    { ...production, DEV_MODE: 'true', SMS_MOCK_MODE: 'true' },
    { refused: ['DEV_MODE', 'SMS_MOCK_MODE', 'SMS_PROVIDER'] },
  ],
  [
    'DEV_MODE in production does not hide half a set of credentials',
    { ...production, ...account, DEV_MODE: 'true' },
    { refused: ['DEV_MODE', 'TWILIO_VERIFY_SERVICE_SID'] },
  ],
  ['DEV_MODE selects development', { DEV_MODE: 'true' }, ['development']],
  ['SMS_MOCK_MODE goes before a provider that is named', { ...everything, SMS_MOCK_MODE: 'true', SMS_PROVIDER: 'twilio' }, ['development']],
  ['DEV_MODE does not hide a name that nobody knows', { DEV_MODE: 'true', SMS_PROVIDER: 'nexmo' }, { refused: ['SMS_PROVIDER'] }],
  ['a provider that is named is used', { ...everything, SMS_PROVIDER: 'msg91' }, ['msg91']],
  ['two providers are used in their order', { ...everything, SMS_PROVIDER: 'msg91,twilio' }, ['msg91', 'twilio']],
  ['routes add to the list', { ...everything, SMS_PROVIDER: 'twilio', SMS_ROUTES: 'IN:msg91>twilio' }, ['twilio', 'msg91']],
  ['routes alone are enough', { ...everything, SMS_ROUTES: 'IN:msg91' }, ['msg91']],
  [
    'a named provider whose variables are missing is refused with each of them',
    { SMS_PROVIDER: 'twilio-verify' },
    { refused: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_VERIFY_SERVICE_SID'] },
  ],
  [
    'a routed provider whose variables are missing is refused',
    { SMS_ROUTES: 'IN:msg91' },
    { refused: ['MSG91_AUTH_KEY', 'MSG91_TEMPLATE_ID'] },
  ],
  [
    'a Twilio provider with TWILIO_ENABLED=false is refused',
    { ...everything, SMS_PROVIDER: 'twilio-verify', TWILIO_ENABLED: 'false' },
    { refused: ['TWILIO_ENABLED'] },
  ],
  ['a provider that nobody knows is refused', { SMS_PROVIDER: 'nexmo' }, { refused: ['SMS_PROVIDER'] }],
  ['a route that nobody knows is refused', { SMS_ROUTES: 'IN:nexmo' }, { refused: ['SMS_ROUTES'] }],
  ['development by name in production is refused', { ...production, SMS_PROVIDER: 'development' }, { refused: ['SMS_PROVIDER'] }],
  ['development by name is used', { ...everything, SMS_PROVIDER: 'development' }, ['development']],
  ['development in a list with another is refused', { ...everything, SMS_PROVIDER: 'development,twilio' }, { refused: ['SMS_PROVIDER'] }],
  [
    'development in a route beside another is refused',
    { ...everything, SMS_PROVIDER: 'twilio', SMS_ROUTES: 'US:development' },
    { refused: ['SMS_ROUTES'] },
  ],
  ['a Verify Service selects Twilio Verify', { ...account, ...service }, ['twilio-verify']],
  ['a Verify Service goes before a sender', { ...account, ...service, ...sender }, ['twilio-verify']],
  ['an account with a sender selects Twilio Messaging', { ...account, ...sender }, ['twilio']],
  ['a sender without its account is refused', sender, { refused: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'] }],
  ['an account alone is half a set', account, { refused: ['TWILIO_VERIFY_SERVICE_SID'] }],
  ['an account alone is half a set beside MSG91 too', { ...account, ...msg91 }, { refused: ['TWILIO_VERIFY_SERVICE_SID'] }],
  [
    'halves of two vendors are refused together',
    { ...account, MSG91_AUTH_KEY: 'a-key' },
    { refused: ['TWILIO_VERIFY_SERVICE_SID', 'MSG91_TEMPLATE_ID'] },
  ],
  [
    'TWILIO_ENABLED=true asks for Twilio',
    { TWILIO_ENABLED: 'true' },
    { refused: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_VERIFY_SERVICE_SID'] },
  ],
  ['TWILIO_ENABLED=false leaves Twilio out', { ...everything, TWILIO_ENABLED: 'false' }, ['msg91']],
  ['MSG91 is found by its key and template', msg91, ['msg91']],
  ['a mail server stands beside Twilio', { ...account, ...service, ...mail }, ['twilio-verify', 'smtp']],
  ['a mail server is not used in DEV_MODE', { ...mail, DEV_MODE: 'true' }, ['development']],
  ['half of a mail server is refused', { ...account, ...service, SMTP_URL: mail.SMTP_URL }, { refused: ['SMTP_FROM'] }],
  [
    'half of Twilio does not hide half of a mail server',
    { ...account, SMTP_URL: mail.SMTP_URL },
    { refused: ['TWILIO_VERIFY_SERVICE_SID', 'SMTP_FROM'] },
  ],
  ['nothing in production is refused', production, { refused: ['SMS_PROVIDER'] }],
  ['nothing elsewhere selects development', {}, ['development']],
];

describe('the selection of providers', () => {
  it.each(table)('%s', (_, environment, expected) => {
    expect(selected(environment)).toEqual(expected);
  });

  it('says what development overrides', () => {
    const { settings } = load([ServiceConfig, ...deliveryConfigs], [], { ...everything, DEV_MODE: 'true', SMS_PROVIDER: 'twilio,msg91' });
    expect(selectionOf(settings)).toMatchObject({ overrides: 'twilio,msg91' });
  });

  it('needs no name of a provider: one that it never heard of is found by its data alone', () => {
    const provider = (more: Partial<ProviderFacts>): ProviderFacts => ({
      name: 'x',
      prefix: 'X_',
      isConfigured: false,
      missing: [],
      ...more,
    });
    const facts = { production: true, devMode: false, mockMode: false, named: [], routed: [] };
    const first = provider({ name: 'first', prefix: 'FIRST_', priority: 1, isConfigured: true, missing: ['FIRST_KEY'] });
    const second = provider({ name: 'second', prefix: 'SECOND_', priority: 2, isConfigured: true });
    expect(resolveProviders({ ...facts, providers: [second, first] })).toEqual({
      refused: [{ name: 'FIRST_KEY', text: 'is missing; the provider first needs it' }],
    });
    expect(resolveProviders({ ...facts, providers: [second, { ...first, missing: [] }] })).toMatchObject({ used: ['first'] });
    expect(resolveProviders({ ...facts, providers: [second, { ...first, disabledBy: 'FIRST_ENABLED' }] })).toMatchObject({
      used: ['second'],
    });
  });
});

describe('the registry', () => {
  it('has one fallback, which is never used in production and never beside another', () => {
    expect(definitions.filter(({ isFallback }) => isFallback)).toMatchObject([{ neverIn: 'production', standsAlone: true }]);
  });

  it('exposes codes only where production is refused', () => {
    for (const { exposesCode, neverIn } of definitions) if (exposesCode) expect(neverIn).toBe('production');
  });

  it('gives each name, place and address of receipts to one provider', () => {
    const names = definitions.map(({ name }) => name);
    const priorities = definitions.flatMap(({ priority }) => priority ?? []);
    const addresses = definitions.flatMap(({ receiptsPath, receiptKinds }) => receiptKinds.map((kind) => `${receiptsPath}/${kind}`));
    for (const values of [names, priorities, addresses]) expect(new Set<unknown>(values).size).toBe(values.length);
    expect([...addresses].sort()).toEqual(['msg91/delivery', 'twilio/message-status', 'twilio/verify-events']);
  });

  it('says of every hosted provider what its verifications allow', () => {
    expect(definitions.filter(({ hosted }) => hosted).map(({ name, hosted }) => [name, hosted])).toEqual([
      ['twilio-verify', { attemptsMax: 5, resend: 'starts_again' }],
    ]);
  });
});
