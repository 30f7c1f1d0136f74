import type { Channel, MessageClient, Purpose } from '@sixdigit/contract';
import type { MessageCatalogue } from './catalogue.js';
import { chooseLocale } from './choose-locale.js';
import { type Autofill, suffixFor } from './client-suffix.js';
import { type Placeholder, placeholders } from './placeholders.js';
import { differenceFrom, type RegisteredText } from './registered-text.js';
import { segmentsOf } from './segments.js';

export interface MessageFacts {
  readonly code: string;
  readonly product: string;
  readonly purpose: Purpose;
  /** Seconds for which the code is good. */
  readonly lifetimeSeconds: number;
  /** BCP 47, or a value of `Accept-Language`. */
  readonly locale: string | undefined;
  readonly client: MessageClient | undefined;
  readonly channel: Channel;
}

export interface WrittenMessage {
  readonly text: string;
  /** Of an e-mail. */
  readonly subject: string | undefined;
  /** The language it is written in. */
  readonly locale: string;
  /** The name of the registered text (DLT, India) that it is exactly. */
  readonly registeredId: string | undefined;
}

/** An Android phone that waits for an app's message reads no more of it (developers.google.com, SMS Retriever). */
export const androidBytesMax = 140;

const fallbackLocale = 'en';

/** What Android counts is not said for characters beyond GSM-7: neither as text nor on the air may a message have more. */
export function androidBytesOf(text: string): number {
  return Math.max(Buffer.byteLength(text), segmentsOf(text).bytes);
}

/** Writes messages. Pure string work: what is read from files was read at the start. */
export class MessageTemplates {
  private readonly locales: ReadonlySet<string>;

  constructor(
    readonly catalogues: Readonly<Record<string, MessageCatalogue>>,
    readonly autofill: Autofill,
    readonly registered: readonly RegisteredText[] = [],
  ) {
    this.locales = new Set(Object.keys(catalogues));
  }

  render(facts: MessageFacts): WrittenMessage {
    const locale = chooseLocale(facts.locale, this.locales, fallbackLocale);
    const catalogue = this.catalogues[locale]!;
    const text = textOf(catalogue, facts, this.autofill);
    return {
      text,
      subject: facts.channel === 'email' ? fill(catalogue.subject, catalogue, facts) : undefined,
      locale,
      registeredId: facts.channel === 'sms' ? this.registeredIdOf(text, locale, facts.purpose) : undefined,
    };
  }

  private registeredIdOf(text: string, locale: string, purpose: Purpose): string | undefined {
    return this.registered.find(
      (item) => item.purpose === purpose && item.locale === locale && differenceFrom(item.text, text) === undefined,
    )?.templateId;
  }
}

function textOf(catalogue: MessageCatalogue, facts: MessageFacts, autofill: Autofill): string {
  switch (facts.channel) {
    case 'voice':
      return fill(catalogue.voice, catalogue, facts);
    case 'email':
      return fill(catalogue.email, catalogue, facts);
    // phones fill in what comes by SMS, and nothing of what another app shows
    case 'whatsapp':
      return plainText(catalogue, facts);
    case 'sms':
      return withSuffix(catalogue, facts, autofill);
  }
}

function withSuffix(catalogue: MessageCatalogue, facts: MessageFacts, autofill: Autofill): string {
  if (!facts.client) return plainText(catalogue, facts);
  const suffix = suffixFor(facts.client, facts.code, autofill);
  const text = `${plainText(catalogue, facts)}${suffix}`;
  const isTooLong = facts.client.platform === 'android' && suffix !== '' && androidBytesOf(text) > androidBytesMax;
  return isTooLong ? `${fill(catalogue.short, catalogue, facts)}${suffix}` : text;
}

function plainText(catalogue: MessageCatalogue, facts: MessageFacts): string {
  return fill(catalogue.texts?.[facts.purpose] ?? catalogue.text, catalogue, facts);
}

function fill(template: string, catalogue: MessageCatalogue, { code, product, purpose, lifetimeSeconds, channel }: MessageFacts): string {
  const inFull = channel === 'email' ? catalogue.purposesInFull?.[purpose] : undefined;
  return fillIn(template, {
    code,
    product,
    minutes: minutesOf(lifetimeSeconds),
    purpose: inFull ?? catalogue.purposes[purpose],
    digits: [...code].join(', '),
  });
}

const placeholder = new RegExp(`\\{(${placeholders.join('|')})\\}`, 'g');

/** In one pass, and by a function: a placeholder or a `$&` within the product's name stays what it is. */
function fillIn(template: string, values: Readonly<Record<Placeholder, string>>): string {
  return template.replace(placeholder, (_, name: Placeholder) => values[name]);
}

/** Whole minutes, never none: a message must not promise more than there is. */
export function minutesOf(lifetimeSeconds: number): string {
  return String(Math.max(1, Math.floor(lifetimeSeconds / 60)));
}
