import type { Complaint } from '@sixdigit/config';

/** What the choice depends on, and nothing else. */
export interface ChoiceFacts {
  readonly production: boolean;
  readonly devMode: boolean;
  readonly mockMode: boolean;
  readonly provider: string | undefined;
  readonly twilioEnabled: boolean | undefined;
  /** Whether each of these is set. */
  readonly twilioAccountSid: boolean;
  readonly twilioAuthToken: boolean;
  readonly twilioVerifyServiceSid: boolean;
  readonly twilioMessagingServiceSid: boolean;
  readonly twilioPhoneNumber: boolean;
  readonly msg91AuthKey: boolean;
  readonly msg91TemplateId: boolean;
}

export type StrategyName = 'development' | 'twilio-verify' | 'twilio' | 'msg91';

export type Choice =
  | { readonly name: StrategyName; readonly because: string; readonly overrides?: string }
  | { readonly refused: readonly Complaint[] };

const names: readonly StrategyName[] = ['development', 'twilio-verify', 'twilio', 'msg91'];

/** Which strategy is used, and why: the first rule that applies. */
export function chooseStrategy(facts: ChoiceFacts): Choice {
  return developmentAsked(facts) ?? providerNamed(facts) ?? twilioPresent(facts) ?? msg91Present(facts) ?? lastResort(facts);
}

function developmentAsked({ production, devMode, mockMode, provider }: ChoiceFacts): Choice | undefined {
  const asked = [...(devMode ? ['DEV_MODE'] : []), ...(mockMode ? ['SMS_MOCK_MODE'] : [])];
  if (asked.length === 0) return undefined;
  if (production) return { refused: asked.map((name) => ({ name, text: 'is not possible in production; set it to false' })) };
  const overrides = provider && provider !== 'development' ? { overrides: provider } : {};
  return { name: 'development', because: `${asked.join(' and ')} asks for it`, ...overrides };
}

function providerNamed(facts: ChoiceFacts): Choice | undefined {
  const { provider, production, twilioEnabled } = facts;
  if (!provider) return undefined;
  const name = names.find((known) => known === provider);
  if (!name) return refuse('SMS_PROVIDER', `is no strategy; set it to one of ${names.join(', ')}`);
  if (name === 'development' && production)
    return refuse('SMS_PROVIDER', 'may not be development in production; set it to twilio-verify and add its credentials');
  if (name.startsWith('twilio') && twilioEnabled === false)
    return { refused: [{ name: 'TWILIO_ENABLED', text: 'is false, but SMS_PROVIDER names a Twilio strategy; change one of them' }] };
  const missing = missingFor(name, facts);
  return missing.length > 0 ? { refused: missing } : { name, because: 'SMS_PROVIDER names it' };
}

function twilioPresent(facts: ChoiceFacts): Choice | undefined {
  if (facts.twilioEnabled === false) return undefined;
  const given = [
    facts.twilioAccountSid,
    facts.twilioAuthToken,
    facts.twilioVerifyServiceSid,
    facts.twilioMessagingServiceSid,
    facts.twilioPhoneNumber,
  ];
  if (!given.includes(true) && facts.twilioEnabled !== true) return undefined;
  const name = facts.twilioVerifyServiceSid || !(facts.twilioMessagingServiceSid || facts.twilioPhoneNumber) ? 'twilio-verify' : 'twilio';
  const missing = missingFor(name, facts);
  return missing.length > 0 ? { refused: missing } : { name, because: 'its credentials are set' };
}

function msg91Present(facts: ChoiceFacts): Choice | undefined {
  if (!facts.msg91AuthKey && !facts.msg91TemplateId) return undefined;
  const missing = missingFor('msg91', facts);
  return missing.length > 0 ? { refused: missing } : { name: 'msg91', because: 'its credentials are set' };
}

function lastResort({ production }: ChoiceFacts): Choice {
  if (!production) return { name: 'development', because: 'no provider is configured and this is not production' };
  return refuse('SMS_PROVIDER', 'is missing, and so are the credentials of any provider; set it to twilio-verify and add its credentials');
}

function missingFor(name: StrategyName, facts: ChoiceFacts): Complaint[] {
  const account = { TWILIO_ACCOUNT_SID: facts.twilioAccountSid, TWILIO_AUTH_TOKEN: facts.twilioAuthToken };
  const needed: Record<StrategyName, Record<string, boolean>> = {
    development: {},
    'twilio-verify': { ...account, TWILIO_VERIFY_SERVICE_SID: facts.twilioVerifyServiceSid },
    twilio: { ...account, TWILIO_MESSAGING_SERVICE_SID: facts.twilioMessagingServiceSid || facts.twilioPhoneNumber },
    msg91: { MSG91_AUTH_KEY: facts.msg91AuthKey, MSG91_TEMPLATE_ID: facts.msg91TemplateId },
  };
  return Object.entries(needed[name])
    .filter(([, isSet]) => !isSet)
    .map(([variable]) => ({ name: variable, text: `is missing; the strategy ${name} needs it` }));
}

function refuse(name: string, text: string): Choice {
  return { refused: [{ name, text }] };
}
