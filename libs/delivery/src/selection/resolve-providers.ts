import type { ConfigIssue } from '@sixdigit/config';
import type { ProviderUse } from '../provider-kit/provider-definition.js';

/** What the settings say of one provider. */
export interface ProviderFacts extends ProviderUse {
  readonly name: string;
  /** Providers of one prefix share an account: where it is configured, one of them is used. */
  readonly prefix: string;
  /** Its place among those that are found by their credentials, the lowest first; undefined for one that is used by name alone. */
  readonly priority?: number | undefined;
  /** Whether anything of it is set. */
  readonly isConfigured: boolean;
  /** The variables that it cannot do without and that are not set. */
  readonly missing: readonly string[];
  /** The variable that takes it out of use. */
  readonly disabledBy?: string | undefined;
}

/** What the selection depends on, and nothing else. */
export interface SelectionFacts {
  readonly production: boolean;
  readonly devMode: boolean;
  readonly mockMode: boolean;
  /** `SMS_PROVIDER`, in its order. */
  readonly named: readonly string[];
  /** What `SMS_ROUTES` names. */
  readonly routed: readonly string[];
  /** Every provider there is. */
  readonly providers: readonly ProviderFacts[];
}

/** `list`: the providers in their order; `used`: those, and the ones that only a route names. */
export interface ProviderSelection {
  readonly list: readonly string[];
  readonly used: readonly string[];
  readonly reason: string;
  /** The value of `SMS_PROVIDER` that the fallback overrides. */
  readonly overrides?: string;
}

export type SelectionResult = ProviderSelection | { readonly refused: readonly ConfigIssue[] };

/** Which providers are used, and why: the first rule that applies. Every rule is evaluated, so that no refusal hides another. */
export function resolveProviders(facts: SelectionFacts): SelectionResult {
  const switches = [...(facts.devMode ? ['DEV_MODE'] : []), ...(facts.mockMode ? ['SMS_MOCK_MODE'] : [])];
  if (switches.length > 0 && !facts.production) return developmentMode(switches, facts);
  const selected = named(facts) ?? detected(facts) ?? fallback(facts);
  const completed = withOthersAlongside(selected, facts);
  const forbidden = switches.map((name) => ({ name, text: 'is not possible in production; set it to false' }));
  if (forbidden.length > 0) return { refused: unique([...forbidden, ...issuesOf(completed)]) };
  return completed;
}

/** Nothing of a provider need be complete here, but a name that no provider has is a typing error all the same. */
function developmentMode(switches: readonly string[], facts: SelectionFacts): SelectionResult {
  const { named: list, routed } = facts;
  const issues = [
    ...list.flatMap((name) => unknownName(name, 'SMS_PROVIDER', facts)),
    ...routed.flatMap((name) => unknownName(name, 'SMS_ROUTES', facts)),
  ];
  if (issues.length > 0) return { refused: unique(issues) };
  const own = fallbackOf(facts);
  const others = list.filter((name) => name !== own).join(',');
  return only(own, `${switches.join(' and ')} asks for it`, others ? { overrides: others } : {});
}

function named(facts: SelectionFacts): SelectionResult | undefined {
  const { named: list, routed } = facts;
  if (list.length + routed.length === 0) return undefined;
  const issues = [
    ...list.flatMap((name) => namingIssues(name, 'SMS_PROVIDER', facts)),
    ...routed.filter((name) => !list.includes(name)).flatMap((name) => namingIssues(name, 'SMS_ROUTES', facts)),
  ];
  if (issues.length > 0) return { refused: unique(issues) };
  const reason = list.length > 0 ? 'SMS_PROVIDER names it' : 'SMS_ROUTES names it';
  return { list, used: [...new Set([...list, ...routed])], reason };
}

function namingIssues(name: string, variable: string, facts: SelectionFacts): ConfigIssue[] {
  const provider = facts.providers.find((one) => one.name === name);
  if (!provider) return unknownName(name, variable, facts);
  const issues: ConfigIssue[] = [];
  if (facts.production && provider.neverIn === 'production')
    issues.push({ name: variable, text: `may not name ${name} in production; ${suggestion(facts)}` });
  if (provider.standsAlone && [...facts.named, ...facts.routed].some((other) => other !== name))
    issues.push({ name: variable, text: `may not name ${name} beside another provider; leave one of them out` });
  if (provider.disabledBy) issues.push({ name: provider.disabledBy, text: `is false, but ${variable} names ${name}; change one of them` });
  return [...issues, ...missingIssues(provider)];
}

/** By credentials: the accounts in their order, and of one account the first provider that is complete. */
function detected({ providers }: SelectionFacts): SelectionResult | undefined {
  const candidates = providers
    .filter(({ priority, isConfigured, disabledBy }) => priority !== undefined && isConfigured && !disabledBy)
    .sort((one, other) => one.priority! - other.priority!);
  const accounts = [...new Set(candidates.map(({ prefix }) => prefix))].map((prefix) => candidates.filter((one) => one.prefix === prefix));
  const [first] = accounts;
  if (!first) return undefined;
  const complete = first.find(({ missing }) => missing.length === 0);
  if (complete) return only(complete.name, 'its credentials are set');
  const halves = accounts.map((account) => [...account].sort((one, other) => one.missing.length - other.missing.length)[0]!);
  return { refused: halves.flatMap(missingIssues) };
}

function fallback(facts: SelectionFacts): SelectionResult {
  if (!facts.production) return only(fallbackOf(facts), 'no provider is configured and this is not production');
  const text = `is missing, and so are the credentials of any provider; ${suggestion(facts)}`;
  return { refused: [{ name: 'SMS_PROVIDER', text }] };
}

/** A mail server is another channel, not another way to send an SMS: where it is configured, that channel goes through it. */
function withOthersAlongside(selected: SelectionResult, { providers }: SelectionFacts): SelectionResult {
  const selectedNames = 'refused' in selected ? [] : selected.used;
  const others = providers.filter(({ name, alongside, isConfigured }) => alongside && isConfigured && !selectedNames.includes(name));
  const issues = [...issuesOf(selected), ...others.flatMap(missingIssues)];
  if ('refused' in selected || issues.length > 0) return { refused: unique(issues) };
  const names = others.map(({ name }) => name);
  return { ...selected, list: [...names, ...selected.list], used: [...selected.used, ...names] };
}

function unknownName(name: string, variable: string, { providers }: SelectionFacts): ConfigIssue[] {
  if (providers.some((provider) => provider.name === name)) return [];
  return [{ name: variable, text: `names no provider; there are ${providers.map((provider) => provider.name).join(', ')}` }];
}

function missingIssues({ name, missing }: ProviderFacts): ConfigIssue[] {
  return missing.map((variable) => ({ name: variable, text: `is missing; the provider ${name} needs it` }));
}

function fallbackOf({ providers }: SelectionFacts): string {
  const found = providers.find(({ isFallback }) => isFallback);
  if (!found) throw new Error('No provider is the fallback: one of the registry must be.');
  return found.name;
}

/** What the operator can do, with the provider that is looked for first as the example. */
function suggestion({ providers }: SelectionFacts): string {
  const [first] = providers.filter(({ priority }) => priority !== undefined).sort((one, other) => one.priority! - other.priority!);
  return first ? `set it to ${first.name} and add its credentials` : 'set it to a provider and add its credentials';
}

function only(name: string, reason: string, more: Pick<ProviderSelection, 'overrides'> = {}): ProviderSelection {
  return { list: [name], used: [name], reason, ...more };
}

function issuesOf(result: SelectionResult): readonly ConfigIssue[] {
  return 'refused' in result ? result.refused : [];
}

function unique(issues: readonly ConfigIssue[]): ConfigIssue[] {
  return [...new Map(issues.map((issue) => [`${issue.name} ${issue.text}`, issue])).values()];
}
