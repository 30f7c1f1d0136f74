import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Autofill } from './client-suffix.js';
import { lintTemplates } from './lint-templates.js';
import { catalogues } from './locales/index.js';
import type { RegisteredText } from './registered-text.js';
import { MessageTemplates } from './templates.js';

const nobody: Autofill = { origins: [], androidHashes: new Map<string, string>() };
const everybody = { origins: ['https://app.example.com'], androidHashes: new Map([['com.example.app', 'FA+9qCX9VSu']]) };
const facts = { product: 'Example', codeLength: 6, lifetimeSeconds: 600 };
const en = catalogues['en']!;

describe('the lint of messages', () => {
  const lint = (text: string, { autofill = nobody, ...more }: { autofill?: Autofill; product?: string; short?: string } = {}) =>
    lintTemplates(new MessageTemplates({ en: { ...en, short: more.short ?? en.short, texts: { sign_in: text } } }, autofill), {
      ...facts,
      product: more.product ?? facts.product,
    }).filter(({ purpose }) => purpose === 'sign_in');
  const rules = (...args: Parameters<typeof lint>) => lint(...args).map(({ severity, rule }) => `${severity} ${rule}`);

  it('accepts the built-in templates for any product, length of code and client', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9 .&'-]{1,30}$/),
        fc.integer({ min: 6, max: 10 }),
        fc.integer({ min: 60, max: 600 }),
        (product, codeLength, lifetimeSeconds) => {
          const found = lintTemplates(new MessageTemplates(catalogues, everybody), {
            product,
            codeLength,
            lifetimeSeconds,
          });
          expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
        },
      ),
      {
        numRuns: 50,
        examples: [
          ['0', 6, 600],
          ['.', 6, 60],
          ['1', 10, 60],
        ],
      },
    );
  });

  it.each(['https://x.y', 'ftp://x', 'www.acme', 'acme.com', 'bit.ly/x', 'acme.in/otp', 'acme.dev', 'foo.co', 'acme.museum/x'])(
    'takes %s for a link, and says so',
    (link) => {
      expect(rules(`{code} {product} {minutes} min ${link}`)).toEqual(['error link']);
    },
  );

  it.each(['It is good. Do not share it.', 'e.g. now', 'min.', 'A/B', 'z.B. hier'])('takes %j for no link', (text) => {
    expect(rules(`{code} {product} {minutes} min ${text}`)).toEqual([]);
  });

  it('lets a product have digits and a domain in its name, and does not take them for the minutes', () => {
    expect(rules('{code} {product} {minutes} min', { product: 'Booking10.com' })).toEqual([]);
    expect(rules('{code} {product}', { product: 'Studio 10' })).toEqual(['warning minutes']);
  });

  it('finds digits in every script', () => {
    expect(rules('{code} {product} {minutes} १२')).toEqual(['error digits']);
  });

  it('warns of a second segment, with what forces it, and of one that comes with the last line', () => {
    expect(lint(`{code} {product} {minutes} – ${'x'.repeat(60)}`)).toEqual([
      expect.objectContaining({ severity: 'warning', rule: 'segments', text: expect.stringContaining('reason of –') }),
    ]);
    expect(lint(`{code} {product} {minutes} ${'x'.repeat(130)}`, { autofill: { ...everybody, androidHashes: new Map() } })).toEqual([
      expect.objectContaining({ severity: 'warning', rule: 'segments', text: expect.stringContaining('web page') }),
    ]);
  });

  it('reads the short text too, where Android gets it', () => {
    const text = `{code} {product} {minutes} ${'x'.repeat(130)}`;
    const android = { ...everybody, origins: [] };
    expect(rules(text, { autofill: android, short: '{code}' })).toEqual(['error product']);
    expect(rules(text, { autofill: android, short: `{code} {product} ${'x'.repeat(130)}` })).toEqual(['error android']);
    expect(rules(text, { autofill: android })).toEqual([]);
    expect(rules('{product} {minutes}', { autofill: android })).toEqual(['error code']);
  });

  describe('of what is registered in India', () => {
    const plain = '{#var#} is your {#var#} code to sign in. It is good for {#var#} min. Do not share it with anyone.';
    const web = `${plain}\n\n@app.example.com #{#var#}`;
    const against = (texts: readonly string[], { autofill = nobody, product = facts.product } = {}) => {
      const registered = texts.map((text, index): RegisteredText => ({ purpose: 'sign_in', locale: 'en', templateId: `T${index}`, text }));
      const found = lintTemplates(new MessageTemplates(catalogues, autofill, registered), { ...facts, product });
      return found.filter(({ rule }) => rule === 'registered').map(({ severity, text }) => `${severity}: ${text}`);
    };

    it('is silent where they are the same exactly', () => {
      expect(against([plain])).toEqual([]);
    });

    it('says where they differ, and by which template', () => {
      expect(against([plain.replace('anyone.', 'anybody.')])).toEqual([
        'error: does not match the registered text T0: it has “t with anybody.” where the message has “t with anyone.”',
      ]);
    });

    it('says when nothing is wrong but the length of a variable', () => {
      expect(against([plain], { product: 'x'.repeat(31) })).toEqual([
        'error: does not match the registered text T0: a variable of it would hold more than 30 characters',
      ]);
    });

    it('takes a last line for a part of the text, which is registered with it', () => {
      const autofill = { ...everybody, androidHashes: new Map<string, string>() };
      expect(against([plain], { autofill })).toEqual([
        'warning: with the last line for web https://app.example.com is not registered: register that text too',
      ]);
      expect(against([plain, web], { autofill })).toEqual(['warning: the registered text T1 ends with a variable, which operators refuse']);
      expect(against([web], { autofill })[0]).toMatch(/^error: without a last line/);
    });
  });

  it('names language, purpose and rule', () => {
    const [diagnostic] = lint('{code}');
    expect(diagnostic).toMatchObject({ locale: 'en', purpose: 'sign_in', rule: 'product' });
  });
});
