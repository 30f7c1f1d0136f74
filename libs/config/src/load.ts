import { validateSync } from 'class-validator';
import type { ConfigIssue } from './config-issue.js';
import type { ConfigRule } from './config-rule.js';
import { ConfigurationError } from './configuration-error.js';
import { parse } from './parse.js';
import { type ConfigClass, type Setting, settingsOf } from './setting.js';
import { Settings } from './settings.js';
import { unknownNames } from './unknown.js';

/** The environment: names and texts. An empty text counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Loaded {
  readonly settings: Settings;
  /** What is no reason to refuse the start. */
  readonly warnings: readonly ConfigIssue[];
}

/**
 * Fills the config classes from an environment and asks every rule. Pure: the same environment gives the same answer.
 * A name that nothing reads is warned of where it begins with one of `warnedPrefixes`.
 * Throws a {@link ConfigurationError} with everything that is wrong.
 */
export function load(
  classes: readonly ConfigClass[],
  rules: readonly ConfigRule[],
  environment: Environment,
  warnedPrefixes: readonly string[] = [],
): Loaded {
  const filled = [...new Set(classes)].map((configClass) => ({ configClass, ...fill(configClass, environment) }));
  const settings = new Settings(new Map(filled.map(({ configClass, config }) => [configClass, config])));
  const unknown = unknownNames(
    Object.keys(environment).filter((name) => environment[name]),
    filled.flatMap(({ configClass }) => settingsOf(configClass).map((setting) => setting.name)),
    warnedPrefixes,
  );
  const issues = [...filled.flatMap(({ wrong }) => wrong), ...unknown.refused];
  const all = distinct([...issues, ...brokenRules(rules, settings, issues)]);
  // a name that is warned of may be the misspelled one that is missing
  if (all.length > 0) throw new ConfigurationError([...all, ...unknown.warned]);
  return { settings, warnings: unknown.warned };
}

/** Every rule is asked, whatever the others found. One about a variable that is wrong in itself would only say so twice. */
function brokenRules(rules: readonly ConfigRule[], settings: Settings, issues: readonly ConfigIssue[]): ConfigIssue[] {
  const wrong = new Set(issues.map((issue) => issue.name));
  return rules.flatMap((rule) => rule(settings)).filter((issue) => !wrong.has(issue.name));
}

function distinct(issues: readonly ConfigIssue[]): ConfigIssue[] {
  return [...new Map(issues.map((issue) => [`${issue.name} ${issue.text}`, issue])).values()];
}

function fill(configClass: ConfigClass, environment: Environment): { config: object; wrong: ConfigIssue[] } {
  const config = new configClass();
  const wrong: ConfigIssue[] = [];
  const byProperty = new Map<string, Setting>();
  for (const setting of settingsOf(configClass)) {
    byProperty.set(setting.property, setting);
    const text = environment[setting.name]?.trim();
    if (!text) continue;
    const parsed = parse(setting, text);
    if ('issue' in parsed) wrong.push({ name: setting.name, text: parsed.issue });
    else Reflect.set(config, setting.property, parsed.value);
  }
  const defaults = new configClass();
  for (const error of validateSync(config, { forbidUnknownValues: false })) {
    const setting = byProperty.get(error.property);
    const [text = 'is not valid'] = Object.values(error.constraints ?? {});
    wrong.push({ name: setting?.name ?? error.property, text });
    // the rules that follow may count on a number that is one, and in its range
    if (setting?.kind === 'integer' || setting?.kind === 'flag') Reflect.set(config, error.property, Reflect.get(defaults, error.property));
  }
  return { config, wrong };
}
