import { describe, expect, it } from '@jest/globals';
import { resolveProviders, type SelectionFacts } from './resolve-providers.js';

const complete = { development: [], 'twilio-verify': [], twilio: [], msg91: [], webhook: [], smtp: [] };
const nothing: SelectionFacts = {
  production: false,
  devMode: false,
  mockMode: false,
  named: [],
  routed: [],
  twilioEnabled: undefined,
  twilio: { any: false, service: false, sender: false },
  msg91: false,
  smtp: false,
  missing: complete,
};
const missing = (name: string, ...variables: string[]) => ({ missing: { ...complete, [name]: variables } });
const account = { twilio: { any: true, service: false, sender: false } };
const service = { twilio: { any: true, service: true, sender: false } };
const sender = { twilio: { any: true, service: false, sender: true } };

/** What is set, and the providers in use, or the variables that are refused. */
const table: [string, Partial<SelectionFacts>, string[] | { refused: string[] }][] = [
  ['DEV_MODE in production', { production: true, devMode: true, ...service }, { refused: ['DEV_MODE'] }],
  [
    'both development switches in production',
    { production: true, devMode: true, mockMode: true },
    { refused: ['DEV_MODE', 'SMS_MOCK_MODE'] },
  ],
  ['DEV_MODE', { devMode: true }, ['development']],
  ['SMS_MOCK_MODE over a provider', { mockMode: true, named: ['twilio'], ...service }, ['development']],
  ['a provider that is named', { named: ['twilio-verify'] }, ['twilio-verify']],
  ['two providers in their order', { named: ['msg91', 'twilio'] }, ['msg91', 'twilio']],
  ['routes beside the list', { named: ['twilio'], routed: ['msg91', 'twilio'] }, ['twilio', 'msg91']],
  ['routes alone', { routed: ['msg91'] }, ['msg91']],
  [
    'a provider whose variables are missing',
    { named: ['twilio-verify'], ...missing('twilio-verify', 'TWILIO_AUTH_TOKEN', 'TWILIO_VERIFY_SERVICE_SID') },
    { refused: ['TWILIO_AUTH_TOKEN', 'TWILIO_VERIFY_SERVICE_SID'] },
  ],
  [
    'a routed provider whose variables are missing',
    { routed: ['msg91'], ...missing('msg91', 'MSG91_AUTH_KEY') },
    { refused: ['MSG91_AUTH_KEY'] },
  ],
  ['a Twilio provider with TWILIO_ENABLED=false', { named: ['twilio-verify'], twilioEnabled: false }, { refused: ['TWILIO_ENABLED'] }],
  ['a provider that nobody knows', { named: ['nexmo'] }, { refused: ['SMS_PROVIDER'] }],
  ['a route that nobody knows', { routed: ['nexmo'] }, { refused: ['SMS_ROUTES'] }],
  ['development by name in production', { named: ['development'], production: true }, { refused: ['SMS_PROVIDER'] }],
  ['development by name', { named: ['development'], ...service }, ['development']],
  ['a Verify Service', service, ['twilio-verify']],
  ['a Verify Service and a sender', { twilio: { any: true, service: true, sender: true } }, ['twilio-verify']],
  ['an account and a sender', sender, ['twilio']],
  [
    'an account alone',
    { ...account, ...missing('twilio-verify', 'TWILIO_VERIFY_SERVICE_SID') },
    { refused: ['TWILIO_VERIFY_SERVICE_SID'] },
  ],
  ['TWILIO_ENABLED alone', { twilioEnabled: true, ...missing('twilio-verify', 'TWILIO_ACCOUNT_SID') }, { refused: ['TWILIO_ACCOUNT_SID'] }],
  ['Twilio left out beside MSG91', { ...service, twilioEnabled: false, msg91: true }, ['msg91']],
  ['MSG91', { msg91: true }, ['msg91']],
  ['half of MSG91', { msg91: true, ...missing('msg91', 'MSG91_TEMPLATE_ID') }, { refused: ['MSG91_TEMPLATE_ID'] }],
  ['a mail server beside Twilio', { ...service, smtp: true }, ['twilio-verify', 'smtp']],
  ['a mail server in DEV_MODE, where nothing is sent', { devMode: true, smtp: true }, ['development']],
  ['half of a mail server', { ...service, smtp: true, ...missing('smtp', 'SMTP_FROM') }, { refused: ['SMTP_FROM'] }],
  ['nothing in production', { production: true }, { refused: ['SMS_PROVIDER'] }],
  ['nothing', {}, ['development']],
];

describe('the choice of the provider', () => {
  it.each(table)('with %s', (_, facts, expected) => {
    const choice = resolveProviders({ ...nothing, ...facts });
    expect('refused' in choice ? { refused: choice.refused.map((issue) => issue.name) } : choice.used).toEqual(expected);
  });

  it('says what development overrides', () => {
    expect(resolveProviders({ ...nothing, devMode: true, named: ['twilio', 'msg91'] })).toMatchObject({ overrides: 'twilio,msg91' });
  });
});
