import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Purpose, purposes } from '@sixdigit/contract';
import type { MessageCatalogue } from './catalogue.js';

/** Files of templates that cannot be used: every fault of them, with its file. */
export class TemplateFault extends Error {
  override readonly name = 'TemplateFault';

  constructor(readonly complaints: readonly string[]) {
    super(complaints.join('\n'));
  }
}

/** A text that is registered in India (DLT), with `{#var#}` for what changes. */
export interface RegisteredText {
  readonly purpose: Purpose;
  readonly locale: string;
  readonly templateId: string;
  readonly text: string;
}

export interface TemplateFiles {
  readonly catalogues: Readonly<Record<string, MessageCatalogue>>;
  readonly registered: readonly RegisteredText[];
}

const localeFile = /^([a-z]{2,3}(?:-[A-Z0-9]{2,8})?)\.json$/;
const registeredFile = 'dlt.json';
const singleKeys = ['text', 'short', 'voice', 'subject', 'email'] as const;
const allKeys: readonly string[] = [...singleKeys, ...purposes];

/**
 * The catalogues with a team's own texts over them. A folder holds one `<language>.json` each, with any of `text`, `short`,
 * `voice`, `subject`, `email` and the purposes (a whole text for each), and `dlt.json`. Throws {@link TemplateFault}.
 */
export function readTemplateFiles(folder: string | undefined, inTheBox: Readonly<Record<string, MessageCatalogue>>): TemplateFiles {
  if (folder === undefined) return { catalogues: inTheBox, registered: [] };
  const complaints: string[] = [];
  const catalogues: Record<string, MessageCatalogue> = { ...inTheBox };
  let registered: readonly RegisteredText[] = [];
  for (const file of filesIn(folder, complaints)) {
    const content = contentOf(join(folder, file), file, complaints);
    const locale = localeFile.exec(file)?.[1];
    if (content === undefined) continue;
    if (file === registeredFile) registered = registeredIn(content, complaints);
    else if (locale) catalogues[locale] = merged(catalogues[locale] ?? inTheBox['en']!, content, file, complaints);
    else complaints.push(`${file} is named neither after a language, such as pt-BR.json, nor ${registeredFile}`);
  }
  if (complaints.length > 0) throw new TemplateFault(complaints);
  return { catalogues, registered };
}

function filesIn(folder: string, complaints: string[]): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort();
  } catch {
    complaints.push('the folder cannot be read');
    return [];
  }
}

function contentOf(path: string, file: string, complaints: string[]): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    complaints.push(`${file} is no JSON: ${(error as Error).message}`);
    return undefined;
  }
}

function merged(base: MessageCatalogue, content: unknown, file: string, complaints: string[]): MessageCatalogue {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    complaints.push(`${file} must be an object`);
    return base;
  }
  const entries = Object.entries(content);
  for (const [key, value] of entries) {
    if (!allKeys.includes(key)) complaints.push(`${file}: ${key} is not known; there are ${allKeys.join(', ')}`);
    else if (typeof value !== 'string' || value.trim() === '') complaints.push(`${file}: ${key} must be a text`);
  }
  const given = (keys: readonly string[]) => Object.fromEntries(entries.filter(([key]) => keys.includes(key)));
  const single = given(singleKeys) as Partial<MessageCatalogue>;
  // an own text for all purposes goes before those in the box
  return { ...base, ...single, texts: { ...('text' in single ? {} : base.texts), ...given(purposes) } };
}

function registeredIn(content: unknown, complaints: string[]): RegisteredText[] {
  if (!Array.isArray(content)) {
    complaints.push(`${registeredFile} must be a list`);
    return [];
  }
  return content.flatMap((item: Record<string, unknown>, index) => {
    const { purpose, locale, template_id: templateId, text } = item;
    const isWhole =
      (purposes as readonly unknown[]).includes(purpose) && [locale, templateId, text].every((value) => typeof value === 'string');
    if (!isWhole) complaints.push(`${registeredFile}: item ${index + 1} needs purpose, locale, template_id and text`);
    return isWhole ? [{ purpose, locale, templateId, text } as RegisteredText] : [];
  });
}
