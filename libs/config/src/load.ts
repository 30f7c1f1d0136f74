import { validateSync } from 'class-validator';
import type { ConfigIssue } from './config-issue.js';
import { parse } from './parse.js';
import { type ConfigClass, type Setting, settingsOf } from './setting.js';
import { Settings } from './settings.js';
import { unknownNames } from './unknown.js';

/** The environment: names and texts. An empty text counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Loaded {
  readonly settings: Settings;
  readonly issues: readonly ConfigIssue[];
  readonly warnings: readonly ConfigIssue[];
}

/**
 * Fills the config classes from an environment. Pure: the same environment gives the same answer. A name that nothing reads is
 * warned of where it begins with one of `warnedPrefixes`.
 */
export function load(classes: readonly ConfigClass[], environment: Environment, warnedPrefixes: readonly string[] = []): Loaded {
  const issues: ConfigIssue[] = [];
  const filled = new Map<ConfigClass, object>();
  for (const configClass of new Set(classes)) {
    const { config, wrong } = fill(configClass, environment);
    filled.set(configClass, config);
    issues.push(...wrong);
  }
  const unknown = unknownNames(
    Object.keys(environment).filter((name) => environment[name]),
    [...filled.keys()].flatMap((configClass) => settingsOf(configClass).map((setting) => setting.name)),
    warnedPrefixes,
  );
  return { settings: new Settings(filled), issues: [...issues, ...unknown.refused], warnings: unknown.warned };
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
  for (const error of validateSync(config, { forbidUnknownValues: false })) {
    const [text = 'is not valid'] = Object.values(error.constraints ?? {});
    wrong.push({ name: byProperty.get(error.property)?.name ?? error.property, text });
  }
  return { config, wrong };
}
