import { lintTemplates, type TemplateFinding } from './lint-templates.js';
import { catalogues } from './locales/index.js';
import type { MessagesConfig } from './messages.config.js';
import { readTemplateFiles } from './template-files.js';
import { MessageTemplates } from './templates.js';

/** Of the codes that messages carry. */
export interface LintFacts {
  readonly codeLength: number;
  readonly lifetimeSeconds: number;
}

function autofillOf({ webOrigins, androidApps }: MessagesConfig) {
  return { origins: webOrigins, androidHashes: new Map(androidApps.map((item) => item.split('=', 2) as [string, string])) };
}

/** The messages of the settings. Throws a `TemplateFault`. */
export function messageTemplates(config: MessagesConfig): MessageTemplates {
  const files = readTemplateFiles(config.templatesDir, catalogues);
  return new MessageTemplates(files.catalogues, autofillOf(config), files.registered);
}

/** What is wrong with the messages of the settings, as they would be sent. Throws a `TemplateFault`. */
export function lintMessages(config: MessagesConfig, { codeLength, lifetimeSeconds }: LintFacts): TemplateFinding[] {
  return lintTemplates(messageTemplates(config), { product: config.product, codeLength, lifetimeSeconds });
}
