import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { purposes } from '@sixdigit/contract';
import type { MessageCatalogue } from './catalogue.js';
import { placeholders } from './placeholders.js';
import type { RegisteredText } from './registered-text.js';

/** Files of templates that cannot be used: every fault of them, with its file. */
export class TemplateFault extends Error {
  override readonly name = 'TemplateFault';

  constructor(readonly issues: readonly string[]) {
    super(issues.join('\n'));
  }
}

export interface TemplateFiles {
  readonly catalogues: Readonly<Record<string, MessageCatalogue>>;
  readonly registered: readonly RegisteredText[];
}

/** As BCP 47 writes it: `sv`, `pt-BR`, `zh-Hant`, `zh-Hant-TW`. */
const localeFile = /^([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z0-9]{2,8})?)\.json$/;
const registeredFile = 'dlt.json';
const singleKeys = ['text', 'short', 'voice', 'subject', 'email'] as const;
const allKeys: readonly string[] = [...singleKeys, ...purposes];

/** Texts that nobody reads through before they go out; the others are linted as they would be sent. */
const needed: Readonly<Record<string, readonly string[]>> = { short: ['{code}'], email: ['{code}'], voice: ['{digits}', '{code}'] };

/**
 * The catalogues with a team's own texts over them. A folder holds one `<language>.json` each, with any of `text`, `short`,
 * `voice`, `subject`, `email` and the purposes (a whole text for each), and `dlt.json`. What a region lacks is its language's,
 * what a new language lacks is English. Throws {@link TemplateFault}.
 */
export function readTemplateFiles(folder: string | undefined, builtIn: Readonly<Record<string, MessageCatalogue>>): TemplateFiles {
  if (folder === undefined) return { catalogues: builtIn, registered: [] };
  const issues: string[] = [];
  const catalogues: Record<string, MessageCatalogue> = { ...builtIn };
  let registered: readonly RegisteredText[] = [];
  for (const file of filesIn(folder, issues)) {
    const content = contentOf(join(folder, file), file, issues);
    const locale = localeFile.exec(file)?.[1];
    if (content === undefined) continue;
    if (file === registeredFile) registered = registeredIn(content, issues);
    else if (locale) catalogues[locale] = merged(baseOf(locale, catalogues), content, file, issues);
    else issues.push(`${file} is named neither after a language, such as pt-BR.json, nor ${registeredFile}`);
  }
  for (const { templateId, locale } of registered) {
    if (!catalogues[locale]) issues.push(`${registeredFile}: ${templateId} is of ${locale}, in which there is no message to compare`);
  }
  if (issues.length > 0) throw new TemplateFault(issues);
  return { catalogues, registered };
}

/** English first, then each language before its regions: what is read later is laid over it. */
function filesIn(folder: string, issues: string[]): string[] {
  const rank = (file: string) => (file === 'en.json' ? 0 : file.split('-').length);
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .sort((a, b) => rank(a) - rank(b));
  } catch {
    issues.push('the folder cannot be read');
    return [];
  }
}

function contentOf(path: string, file: string, issues: string[]): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    issues.push(`${file} is no JSON: ${(error as Error).message}`);
    return undefined;
  }
}

function baseOf(locale: string, catalogues: Readonly<Record<string, MessageCatalogue>>): MessageCatalogue {
  const parts = locale.split('-');
  const tags = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
  return catalogues[tags.find((tag) => catalogues[tag]) ?? 'en']!;
}

function merged(base: MessageCatalogue, content: unknown, file: string, issues: string[]): MessageCatalogue {
  if (!isObject(content)) {
    issues.push(`${file} must be an object`);
    return base;
  }
  const entries = Object.entries(content);
  for (const [key, value] of entries) {
    if (!allKeys.includes(key)) issues.push(`${file}: ${key} is not known; there are ${allKeys.join(', ')}`);
    else if (typeof value !== 'string' || value.trim() === '') issues.push(`${file}: ${key} must be a text`);
    else issues.push(...textIssues(key, value).map((issue) => `${file}: ${key} ${issue}`));
  }
  const given = (keys: readonly string[]) => Object.fromEntries(entries.filter(([key]) => keys.includes(key)));
  const single = given(singleKeys) as Partial<MessageCatalogue>;
  // an own text for all purposes goes before those built in
  return { ...base, ...single, texts: { ...('text' in single ? {} : base.texts), ...given(purposes) } };
}

function textIssues(key: string, text: string): string[] {
  const known: readonly string[] = placeholders.map((name) => `{${name}}`);
  const unknown = (text.match(/\{[^{}]*\}/g) ?? []).filter((found) => !known.includes(found));
  const wanted = needed[key];
  return [
    ...unknown.map((found) => `holds ${found}, which nothing is put in for; there are ${known.join(', ')}`),
    ...(wanted && !wanted.some((name) => text.includes(name)) ? [`must hold ${wanted[0]}: the message would bring no code`] : []),
  ];
}

function registeredIn(content: unknown, issues: string[]): RegisteredText[] {
  if (!Array.isArray(content)) {
    issues.push(`${registeredFile} must be a list`);
    return [];
  }
  return content.flatMap((item: unknown, index) => {
    const fields = isObject(item) ? item : {};
    const { purpose, locale, template_id: templateId, text } = fields;
    const wrong = [
      ...((purposes as readonly unknown[]).includes(purpose) ? [] : [`purpose must be one of ${purposes.join(', ')}`]),
      ...['locale', 'template_id', 'text'].filter((key) => !isText(fields[key])).map((key) => `${key} must be a text`),
    ];
    if (wrong.length > 0) issues.push(`${registeredFile}: item ${index + 1}: ${wrong.join('; ')}`);
    return wrong.length > 0 ? [] : [{ purpose, locale, templateId, text } as RegisteredText];
  });
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
