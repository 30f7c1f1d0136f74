import { type ConfigClass, type Setting, settingsOf } from '@sixdigit/config';

/** The page of all settings, and the two example files: made from the config classes, so they cannot say anything else. */
export function configurationPage(classes: readonly ConfigClass[]): string {
  const sections = classes.map((configClass) => {
    const defaults = new configClass();
    const rows = settingsOf(configClass).map((setting) => {
      const secret = setting.secret ? ' Secret.' : '';
      return `| \`${setting.name}\` | ${setting.values} | ${shownDefault(setting, defaults)} | ${setting.about}${secret} |`;
    });
    return [`## ${titleOf(configClass)}`, '', '| variable | values | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
  });
  return [
    '# Configuration',
    '',
    'Every setting is an environment variable; a `.env` file in the working folder is read too, and the environment wins. An empty value counts as not set. A wrong value stops the start, which names every wrong variable at once. This page is generated from the config classes.',
    '',
    ...sections.flatMap((section) => [section, '']),
  ].join('\n');
}

/** An example file: what has to be set stands there, everything else is commented out with its default. */
export function exampleFile(classes: readonly ConfigClass[], stage: 'staging' | 'production'): string {
  const lines = classes.flatMap((configClass) => {
    const defaults = new configClass();
    return settingsOf(configClass).flatMap((setting) => {
      const example = setting.example[stage];
      const value = example ?? plainDefault(setting, defaults);
      return [`# ${setting.about.replaceAll('`', '')}`, `${example === undefined ? '# ' : ''}${setting.name}=${value}`, ''];
    });
  });
  return [`# Settings of a ${stage} service. Generated; docs/configuration.md has the ranges.`, '', ...lines].join('\n');
}

function titleOf(configClass: ConfigClass): string {
  return configClass.name.replace(/Config$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

function shownDefault(setting: Setting, defaults: object): string {
  const value = plainDefault(setting, defaults);
  return value === '' ? '–' : `\`${value}\``;
}

function plainDefault(setting: Setting, defaults: object): string {
  const value: unknown = Reflect.get(defaults, setting.property);
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join(',');
  if (setting.kind === 'rate') {
    const { count, seconds } = value as { count: number; seconds: number };
    return `${count}/${seconds}`;
  }
  return String(value);
}
