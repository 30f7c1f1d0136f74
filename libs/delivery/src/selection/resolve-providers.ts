import type { ConfigIssue } from '@sixdigit/config';

/** What the choice depends on, and nothing else. */
export interface SelectionFacts {
  readonly production: boolean;
  readonly devMode: boolean;
  readonly mockMode: boolean;
  /** `SMS_PROVIDER`, in its order. */
  readonly named: readonly string[];
  /** What `SMS_ROUTES` names. */
  readonly routed: readonly string[];
  readonly twilioEnabled: boolean | undefined;
  /** Whether anything of Twilio is set; whether a Verify Service is; whether a sender is. */
  readonly twilio: { readonly any: boolean; readonly service: boolean; readonly sender: boolean };
  /** Whether anything of MSG91 is set. */
  readonly msg91: boolean;
  /** Whether letters can be sent. */
  readonly smtp: boolean;
  /** For each provider there is, the variables that it cannot do without and that are not set. */
  readonly missing: Readonly<Record<string, readonly string[]>>;
}

/** `list`: the providers in their order; `used`: those, and the ones that only a route names. */
export interface ProviderSelection {
  readonly list: readonly string[];
  readonly used: readonly string[];
  readonly reason: string;
  /** The value of `SMS_PROVIDER` that the development provider overrides. */
  readonly overrides?: string;
}

export type SelectionResult = ProviderSelection | { readonly refused: readonly ConfigIssue[] };

const letters = 'smtp';

/** Which providers are used, and why: the first rule that applies. */
export function resolveProviders(facts: SelectionFacts): SelectionResult {
  const asked = developmentAsked(facts);
  if (asked) return asked;
  const choice = named(facts) ?? twilioPresent(facts) ?? msg91Present(facts) ?? lastResort(facts);
  return 'refused' in choice || !facts.smtp || choice.used.includes(letters) ? choice : withLetters(choice, facts);
}

function developmentAsked({ production, devMode, mockMode, named: names }: SelectionFacts): SelectionResult | undefined {
  const asked = [...(devMode ? ['DEV_MODE'] : []), ...(mockMode ? ['SMS_MOCK_MODE'] : [])];
  if (asked.length === 0) return undefined;
  if (production) return { refused: asked.map((name) => ({ name, text: 'is not possible in production; set it to false' })) };
  const others = names.filter((name) => name !== 'development').join(',');
  return only('development', `${asked.join(' and ')} asks for it`, others ? { overrides: others } : {});
}

function named(facts: SelectionFacts): SelectionResult | undefined {
  const { named: list, routed } = facts;
  if (list.length + routed.length === 0) return undefined;
  const issues = [
    ...list.flatMap((name) => complaintsOf(name, 'SMS_PROVIDER', facts)),
    ...routed.filter((name) => !list.includes(name)).flatMap((name) => complaintsOf(name, 'SMS_ROUTES', facts)),
  ];
  if (issues.length > 0) return { refused: unique(issues) };
  const reason = list.length > 0 ? 'SMS_PROVIDER names it' : 'SMS_ROUTES names it';
  return { list, used: [...new Set([...list, ...routed])], reason };
}

function complaintsOf(name: string, variable: string, facts: SelectionFacts): ConfigIssue[] {
  const missing = facts.missing[name];
  if (!missing) return [{ name: variable, text: `names no provider; there are ${Object.keys(facts.missing).join(', ')}` }];
  if (name === 'development' && facts.production)
    return [{ name: variable, text: 'may not name development in production; set it to twilio-verify and add its credentials' }];
  if (name.startsWith('twilio') && facts.twilioEnabled === false)
    return [{ name: 'TWILIO_ENABLED', text: `is false, but ${variable} names a Twilio provider; change one of them` }];
  return absent(name, missing);
}

function twilioPresent(facts: SelectionFacts): SelectionResult | undefined {
  const { twilio, twilioEnabled } = facts;
  if (twilioEnabled === false || (!twilio.any && twilioEnabled !== true)) return undefined;
  return complete(twilio.service || !twilio.sender ? 'twilio-verify' : 'twilio', facts);
}

function msg91Present(facts: SelectionFacts): SelectionResult | undefined {
  return facts.msg91 ? complete('msg91', facts) : undefined;
}

function lastResort({ production }: SelectionFacts): SelectionResult {
  if (!production) return only('development', 'no provider is configured and this is not production');
  const text = 'is missing, and so are the credentials of any provider; set it to twilio-verify and add its credentials';
  return { refused: [{ name: 'SMS_PROVIDER', text }] };
}

function complete(name: string, facts: SelectionFacts): SelectionResult {
  const issues = absent(name, facts.missing[name] ?? []);
  return issues.length > 0 ? { refused: issues } : only(name, 'its credentials are set');
}

/** E-mail is another channel, not another way to send an SMS: where a mail server is configured, letters go through it. */
function withLetters(choice: ProviderSelection, facts: SelectionFacts): SelectionResult {
  const issues = absent(letters, facts.missing[letters] ?? []);
  if (issues.length > 0) return { refused: issues };
  return { ...choice, list: [letters, ...choice.list], used: [...choice.used, letters] };
}

function only(name: string, reason: string, more: Pick<ProviderSelection, 'overrides'> = {}): ProviderSelection {
  return { list: [name], used: [name], reason, ...more };
}

function absent(name: string, missing: readonly string[]): ConfigIssue[] {
  return missing.map((variable) => ({ name: variable, text: `is missing; the provider ${name} needs it` }));
}

function unique(issues: readonly ConfigIssue[]): ConfigIssue[] {
  return [...new Map(issues.map((issue) => [`${issue.name} ${issue.text}`, issue])).values()];
}
