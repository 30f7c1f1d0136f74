import type { Complaint } from '@sixdigit/config';

/** What the choice depends on, and nothing else. */
export interface ChoiceFacts {
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
  /** For each vendor there is, the variables that it cannot do without and that are not set. */
  readonly missing: Readonly<Record<string, readonly string[]>>;
}

/** `list`: the vendors in their order; `used`: those, and the ones that only a route names. */
export interface Chosen {
  readonly list: readonly string[];
  readonly used: readonly string[];
  readonly because: string;
  /** The value of `SMS_PROVIDER` that the development strategy overrides. */
  readonly overrides?: string;
}

export type Choice = Chosen | { readonly refused: readonly Complaint[] };

const letters = 'smtp';

/** Which vendors are used, and why: the first rule that applies. */
export function chooseStrategy(facts: ChoiceFacts): Choice {
  const asked = developmentAsked(facts);
  if (asked) return asked;
  const choice = named(facts) ?? twilioPresent(facts) ?? msg91Present(facts) ?? lastResort(facts);
  return 'refused' in choice || !facts.smtp || choice.used.includes(letters) ? choice : withLetters(choice, facts);
}

function developmentAsked({ production, devMode, mockMode, named: names }: ChoiceFacts): Choice | undefined {
  const asked = [...(devMode ? ['DEV_MODE'] : []), ...(mockMode ? ['SMS_MOCK_MODE'] : [])];
  if (asked.length === 0) return undefined;
  if (production) return { refused: asked.map((name) => ({ name, text: 'is not possible in production; set it to false' })) };
  const others = names.filter((name) => name !== 'development').join(',');
  return only('development', `${asked.join(' and ')} asks for it`, others ? { overrides: others } : {});
}

function named(facts: ChoiceFacts): Choice | undefined {
  const { named: list, routed } = facts;
  if (list.length + routed.length === 0) return undefined;
  const complaints = [
    ...list.flatMap((name) => complaintsOf(name, 'SMS_PROVIDER', facts)),
    ...routed.filter((name) => !list.includes(name)).flatMap((name) => complaintsOf(name, 'SMS_ROUTES', facts)),
  ];
  if (complaints.length > 0) return { refused: unique(complaints) };
  const because = list.length > 0 ? 'SMS_PROVIDER names it' : 'SMS_ROUTES names it';
  return { list, used: [...new Set([...list, ...routed])], because };
}

function complaintsOf(name: string, variable: string, facts: ChoiceFacts): Complaint[] {
  const missing = facts.missing[name];
  if (!missing) return [{ name: variable, text: `names no strategy; there are ${Object.keys(facts.missing).join(', ')}` }];
  if (name === 'development' && facts.production)
    return [{ name: variable, text: 'may not name development in production; set it to twilio-verify and add its credentials' }];
  if (name.startsWith('twilio') && facts.twilioEnabled === false)
    return [{ name: 'TWILIO_ENABLED', text: `is false, but ${variable} names a Twilio strategy; change one of them` }];
  return absent(name, missing);
}

function twilioPresent(facts: ChoiceFacts): Choice | undefined {
  const { twilio, twilioEnabled } = facts;
  if (twilioEnabled === false || (!twilio.any && twilioEnabled !== true)) return undefined;
  return complete(twilio.service || !twilio.sender ? 'twilio-verify' : 'twilio', facts);
}

function msg91Present(facts: ChoiceFacts): Choice | undefined {
  return facts.msg91 ? complete('msg91', facts) : undefined;
}

function lastResort({ production }: ChoiceFacts): Choice {
  if (!production) return only('development', 'no provider is configured and this is not production');
  const text = 'is missing, and so are the credentials of any provider; set it to twilio-verify and add its credentials';
  return { refused: [{ name: 'SMS_PROVIDER', text }] };
}

function complete(name: string, facts: ChoiceFacts): Choice {
  const complaints = absent(name, facts.missing[name] ?? []);
  return complaints.length > 0 ? { refused: complaints } : only(name, 'its credentials are set');
}

/** E-mail is another channel, not another way to send an SMS: where a mail server is configured, letters go through it. */
function withLetters(choice: Chosen, facts: ChoiceFacts): Choice {
  const complaints = absent(letters, facts.missing[letters] ?? []);
  if (complaints.length > 0) return { refused: complaints };
  return { ...choice, list: [letters, ...choice.list], used: [...choice.used, letters] };
}

function only(name: string, because: string, more: Pick<Chosen, 'overrides'> = {}): Chosen {
  return { list: [name], used: [name], because, ...more };
}

function absent(name: string, missing: readonly string[]): Complaint[] {
  return missing.map((variable) => ({ name: variable, text: `is missing; the strategy ${name} needs it` }));
}

function unique(complaints: readonly Complaint[]): Complaint[] {
  return [...new Map(complaints.map((complaint) => [`${complaint.name} ${complaint.text}`, complaint])).values()];
}
