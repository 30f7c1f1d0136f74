import { type MessageClient, type Purpose, purposes } from '@sixdigit/contract';
import { foreignTo, segmentsOf } from './segments.js';
import type { RegisteredText } from './template-files.js';
import { androidBytesMax, type MessageTemplates } from './templates.js';

export interface TemplateFinding {
  readonly severity: 'error' | 'warning';
  readonly locale: string;
  readonly purpose: Purpose;
  readonly text: string;
}

export interface LintFacts {
  readonly product: string;
  readonly codeLength: number;
  readonly lifetimeSeconds: number;
  readonly registered: readonly RegisteredText[];
}

const link = /https?:|www\.|\b[a-z0-9-]+\.(?:com|net|org|io|app|me|ly|link)\b/i;
const segmentsMax = 2;

/** A variable of a registered text takes this much in India. */
const variableMax = 30;

/** What is wrong with the messages as they would be sent under these settings. */
export function lintTemplates(templates: MessageTemplates, facts: LintFacts): TemplateFinding[] {
  return Object.keys(templates.catalogues).flatMap((locale) =>
    purposes.flatMap((purpose) => {
      const found = (severity: TemplateFinding['severity'], text: string) => ({ severity, locale, purpose, text });
      return [...plainFindings(templates, facts, locale, purpose), ...clientFindings(templates, facts, locale, purpose)].map(
        ([severity, text]) => found(severity, text),
      );
    }),
  );
}

type Found = readonly [TemplateFinding['severity'], string];

function write(
  templates: MessageTemplates,
  { product, codeLength, lifetimeSeconds }: LintFacts,
  locale: string,
  purpose: Purpose,
  client?: MessageClient,
): string {
  const code = '0'.repeat(codeLength);
  return templates.render({ code, product, purpose, lifetimeSeconds, locale, client, channel: 'sms' }).text;
}

function plainFindings(templates: MessageTemplates, facts: LintFacts, locale: string, purpose: Purpose): Found[] {
  const text = write(templates, facts, locale, purpose);
  const code = '0'.repeat(facts.codeLength);
  const minutes = String(Math.max(1, Math.floor(facts.lifetimeSeconds / 60)));
  const { segments, encoding } = segmentsOf(text);
  const groups = (text.replaceAll(facts.product, '').match(/\p{Nd}+/gu) ?? []).filter((group) => group !== code && group !== minutes);
  return [
    ...(text.includes(code) ? [] : [['error', 'holds no {code}'] as const]),
    ...(text.includes(facts.product) ? [] : [['error', 'does not name the {product}'] as const]),
    ...(text.includes(minutes) ? [] : [['warning', 'does not say for how many {minutes} the code is good'] as const]),
    ...(link.test(text.replaceAll(facts.product, '')) ? [['error', 'holds a link: carriers filter codes with links'] as const] : []),
    ...(groups.length > 0 ? [['error', 'holds other digits than the code: phones fill in the wrong ones'] as const] : []),
    ...(segments > segmentsMax ? [['error', `takes ${segments} segments`] as const] : []),
    ...(segments === segmentsMax
      ? [['warning', `takes ${segments} segments (${encoding}${foreignList(encoding, text)}), and is paid for twice`] as const]
      : []),
    ...registeredFindings(text, facts.registered, locale, purpose),
  ];
}

function foreignList(encoding: string, text: string): string {
  const foreign = foreignTo(text);
  return encoding === 'UCS-2' && foreign.length <= 5 ? `, because of ${foreign.join(' ')}` : '';
}

function clientFindings(templates: MessageTemplates, facts: LintFacts, locale: string, purpose: Purpose): Found[] {
  const { androidHashes, origins } = templates.autofill;
  const android = [...androidHashes.keys()].flatMap((id): Found[] => {
    const bytes = Buffer.byteLength(write(templates, facts, locale, purpose, { platform: 'android', id }));
    return bytes > androidBytesMax
      ? [['error', `has ${bytes} bytes with the hash of an Android app, whose phone reads ${androidBytesMax}`]]
      : [];
  });
  const web = origins.flatMap((id): Found[] => {
    const { segments } = segmentsOf(write(templates, facts, locale, purpose, { platform: 'web', id }));
    return segments > segmentsMax ? [['error', `takes ${segments} segments with the line of a web page`]] : [];
  });
  return [...android, ...web];
}

/** India's operators drop what does not match the registered text to the letter. */
function registeredFindings(text: string, registered: readonly RegisteredText[], locale: string, purpose: Purpose): Found[] {
  return registered
    .filter((item) => item.locale === locale && item.purpose === purpose)
    .flatMap((item): Found[] => {
      const pattern = item.text
        .split('{#var#}')
        .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
        .join(`[\\s\\S]{1,${variableMax}}?`);
      const findings: Found[] = new RegExp(`^${pattern}$`).test(text)
        ? []
        : [['error', `does not match the registered text ${item.templateId}; it begins to differ near “${differenceOf(text, item.text)}”`]];
      return item.text.trimEnd().endsWith('{#var#}')
        ? [...findings, ['warning', `the registered text ${item.templateId} ends with a variable, which operators refuse`]]
        : findings;
    });
}

/** Where the fixed parts of a registered text are no longer found one after the other. */
function differenceOf(text: string, registered: string): string {
  let at = 0;
  for (const part of registered.split('{#var#}')) {
    const found = text.indexOf(part, at);
    if (found < 0) return part.trim().slice(0, 30);
    at = found + part.length;
  }
  return text.slice(at).trim().slice(0, 30);
}
