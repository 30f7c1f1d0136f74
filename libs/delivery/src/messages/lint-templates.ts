import { type MessageClient, type Purpose, purposes } from '@sixdigit/contract';
import { differenceFrom, endsWithVariable, type RegisteredText, type TextDifference, variableMax } from './registered-text.js';
import { foreignTo, segmentsOf } from './segments.js';
import { androidBytesMax, androidBytesOf, type MessageTemplates, minutesOf } from './templates.js';

/** What a diagnostic is about. */
export type TemplateRule = 'code' | 'product' | 'minutes' | 'link' | 'digits' | 'segments' | 'android' | 'registered';

export interface TemplateFinding {
  readonly severity: 'error' | 'warning';
  readonly locale: string;
  readonly purpose: Purpose;
  readonly rule: TemplateRule;
  readonly text: string;
}

export interface LintFacts {
  readonly product: string;
  readonly codeLength: number;
  readonly lifetimeSeconds: number;
}

/** What phones make a link of, and carriers take for one: a scheme, `www.`, a well-known end of a domain, or a domain with a path. */
const link =
  /\b[a-z][a-z0-9+.-]*:\/\/|\bwww\.|[\p{L}\p{Nd}-]\.(?:com|net|org|info|biz|io|app|dev|me|ly|gl|gg|link|page|site|shop|online|co|in|eu|uk|us|de|fr|es|it|nl|pl|tr|pt|br)(?![\p{L}\p{Nd}])|[\p{L}\p{Nd}-]\.\p{L}{2,}\//iu;
const segmentsMax = 2;
const foreignShownMax = 5;

type Found = readonly [TemplateFinding['severity'], TemplateRule, string];

/** One message as it would be sent. */
interface Written {
  readonly text: string;
  /** Whose last line it has; undefined for one without. */
  readonly client: MessageClient | undefined;
}

/** What is wrong with the messages as they would be sent under these settings. */
export function lintTemplates(templates: MessageTemplates, facts: LintFacts): TemplateFinding[] {
  return Object.keys(templates.catalogues).flatMap((locale) =>
    purposes.flatMap((purpose) => {
      const [plain, ...others] = everyMessage(templates, facts, locale, purpose);
      const registered = templates.registered.filter((item) => item.locale === locale && item.purpose === purpose);
      const found = [
        ...plainFindings(plain, facts),
        ...others.flatMap((written) =>
          written.client?.platform === 'android' ? androidFindings(written, plain, facts) : webFindings(written, plain),
        ),
        ...registeredFindings([plain, ...others], registered),
      ];
      return found.map(([severity, rule, text]) => ({ severity, locale, purpose, rule, text }));
    }),
  );
}

/** First the one without a last line, then one for each page and app of the settings. */
function everyMessage(templates: MessageTemplates, facts: LintFacts, locale: string, purpose: Purpose): [Written, ...Written[]] {
  const { product, codeLength, lifetimeSeconds } = facts;
  const write = (client?: MessageClient): Written => {
    const code = '0'.repeat(codeLength);
    return { client, text: templates.render({ code, product, purpose, lifetimeSeconds, locale, client, channel: 'sms' }).text };
  };
  const { androidHashes, origins } = templates.autofill;
  return [
    write(),
    ...origins.map((id) => write({ platform: 'web', id })),
    ...[...androidHashes.keys()].map((id) => write({ platform: 'android', id })),
  ];
}

function plainFindings({ text }: Written, facts: LintFacts): Found[] {
  const { segments, encoding } = segmentsOf(text);
  return [
    ...contentFindings(text, facts),
    ...(groupsOf(text, facts).includes(minutesOf(facts.lifetimeSeconds))
      ? []
      : [['warning', 'minutes', 'does not say for how many {minutes} the code is good'] as const]),
    ...(segments > segmentsMax ? [['error', 'segments', `takes ${segments} segments`] as const] : []),
    ...(segments === segmentsMax
      ? [['warning', 'segments', `takes ${segments} segments (${encoding}${foreignList(encoding, text)}), and is paid for twice`] as const]
      : []),
  ];
}

/** What every message must hold, and must not. */
function contentFindings(text: string, facts: LintFacts): Found[] {
  const code = '0'.repeat(facts.codeLength);
  const groups = groupsOf(text, facts);
  const others = groups.filter((group) => group !== code && group !== minutesOf(facts.lifetimeSeconds));
  const found = link.exec(withoutProduct(text, facts));
  return [
    ...(groups.includes(code) ? [] : [['error', 'code', 'holds no {code}'] as const]),
    ...(text.includes(facts.product) ? [] : [['error', 'product', 'does not name the {product}'] as const]),
    ...(found ? [['error', 'link', `holds a link (near “${found[0]}”): carriers filter codes with links`] as const] : []),
    ...(others.length > 0
      ? [['error', 'digits', `holds other digits than the code (${others.join(', ')}): phones fill in the wrong ones`] as const]
      : []),
  ];
}

/** A product may have digits or a domain in its name, and be called 0: only the name as a word is taken out. */
function withoutProduct(text: string, { product }: LintFacts): string {
  const name = product.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{Nd}])${name}(?![\\p{L}\\p{Nd}])`, 'gu'), ' ');
}

function groupsOf(text: string, facts: LintFacts): readonly string[] {
  return withoutProduct(text, facts).match(/\p{Nd}+/gu) ?? [];
}

function foreignList(encoding: string, text: string): string {
  const foreign = foreignTo(text);
  return encoding === 'UCS-2' && foreign.length <= foreignShownMax ? `, reason of ${foreign.join(' ')}` : '';
}

/** The text may be the short one, which is sent nowhere else. */
function androidFindings({ text }: Written, plain: Written, facts: LintFacts): Found[] {
  const bytes = androidBytesOf(text);
  const read = text.slice(0, text.lastIndexOf('\n'));
  return [
    ...(read === plain.text ? [] : contentFindings(read, facts)).map(
      ([severity, rule, diagnostic]) => [severity, rule, `${diagnostic}, for Android`] as const,
    ),
    ...(bytes > androidBytesMax
      ? [['error', 'android', `has ${bytes} bytes with the hash of an Android app, whose phone reads ${androidBytesMax}`] as const]
      : []),
  ];
}

function webFindings({ text }: Written, plain: Written): Found[] {
  const { segments } = segmentsOf(text);
  if (segments > segmentsMax) return [['error', 'segments', `takes ${segments} segments with the line of a web page`]];
  return segments > segmentsOf(plain.text).segments
    ? [['warning', 'segments', `takes ${segments} segments with the line of a web page, and is paid for twice`]]
    : [];
}

/** India's operators drop what does not match a registered text exactly. The last line of a page or an app is part of it. */
function registeredFindings(messages: readonly [Written, ...Written[]], registered: readonly RegisteredText[]): Found[] {
  const unlike = registered.flatMap((item): Found[] => {
    const differences = messages.map(({ text }) => differenceFrom(item.text, text));
    if (differences.includes(undefined)) return [];
    const nearest = (differences as TextDifference[]).reduce((best, next) => (next.matched > best.matched ? next : best));
    return [['error', 'registered', `does not match the registered text ${item.templateId}: ${reasonOf(item, messages, nearest)}`]];
  });
  const isRegistered = ({ text }: Written) => registered.some((item) => differenceFrom(item.text, text) === undefined);
  const unregistered = registered.length === 0 || unlike.length > 0 ? [] : messages.filter((written) => !isRegistered(written));
  return [
    ...unlike,
    ...unregistered.map(
      ({ client }): Found =>
        client
          ? ['warning', 'registered', `with the last line for ${client.platform} ${client.id} is not registered: register that text too`]
          : ['error', 'registered', 'without a last line is not registered: register that text too'],
    ),
    ...registered
      .filter(({ text }) => endsWithVariable(text))
      .map(
        (item): Found => ['warning', 'registered', `the registered text ${item.templateId} ends with a variable, which operators refuse`],
      ),
  ];
}

function reasonOf(item: RegisteredText, messages: readonly Written[], { registered, written }: TextDifference): string {
  const onlyTooLong = messages.some(({ text }) => differenceFrom(item.text, text, text.length) === undefined);
  if (onlyTooLong) return `a variable of it would hold more than ${variableMax} characters`;
  return `it has ${shown(registered)} where the message has ${shown(written)}`;
}

function shown(text: string): string {
  return text === '' ? 'nothing more' : `“${text}”`;
}
