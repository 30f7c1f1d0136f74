import type { Complaint } from '@sixdigit/config';
import type { SmsConfig } from '../sms.config.js';
import { lintTemplates, type TemplateFinding } from './lint-templates.js';
import { catalogues } from './locales/index.js';
import { readTemplateFiles, TemplateFault } from './template-files.js';
import { MessageTemplates } from './templates.js';

const codeDigitsMin = 6;
const codeDigitsMax = 10;

function autofillOf({ webOrigins, androidApps }: SmsConfig) {
  return { origins: webOrigins, androidHashes: new Map(androidApps.map((item) => item.split('=', 2) as [string, string])) };
}

/** The messages of the settings. Throws a `TemplateFault`. */
export function messageTemplates(config: SmsConfig): MessageTemplates {
  const files = readTemplateFiles(config.templatesDir, catalogues);
  return new MessageTemplates(files.catalogues, autofillOf(config), files.registered);
}

/** What is wrong with the messages of the settings. Throws a `TemplateFault`. */
export function messageFindings(config: SmsConfig): TemplateFinding[] {
  const { product, lifetimeSeconds } = config;
  // a length out of its range is complained of elsewhere
  const codeLength = Math.min(Math.max(config.codeLength, codeDigitsMin), codeDigitsMax);
  return lintTemplates(messageTemplates(config), { product, codeLength, lifetimeSeconds });
}

/** Why the start is refused because of its messages: files that cannot be read, texts that carriers or phones would not take. */
export function templateComplaints(config: SmsConfig): Complaint[] {
  const name = config.templatesDir === undefined ? 'OTP_WEB_ORIGINS' : 'MESSAGE_TEMPLATES_DIR';
  try {
    return messageFindings(config)
      .filter(({ severity }) => severity === 'error')
      .map(({ locale, purpose, text }) => ({ name, text: `makes a message (${locale}, ${purpose}) that ${text}` }));
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    return error.complaints.map((complaint) => ({ name, text: `has a fault: ${complaint}` }));
  }
}
