import { describe, expect, it } from '@jest/globals';
import { type MessageClient, purposes } from '@sixdigit/contract';
import fc from 'fast-check';
import { catalogues } from './locales/index.js';
import { segmentsOf } from './segments.js';
import { androidBytesOf, MessageTemplates } from './templates.js';

const hash = 'FA+9qCX9VSu';
const templates = new MessageTemplates(catalogues, {
  origins: ['https://app.example.com', 'https://xn--mnchen-3ya.example'],
  androidHashes: new Map([['com.example.app', hash]]),
});
const facts = { code: '123456', product: 'Example', purpose: 'sign_in', lifetimeSeconds: 600, locale: 'en', channel: 'sms' } as const;
const write = (client?: MessageClient, more: object = {}) => templates.render({ ...facts, client, ...more }).text;

describe('messages', () => {
  const locale = fc.constantFrom(...Object.keys(catalogues));
  const product = fc.stringMatching(/^[A-Za-z0-9][A-Za-z .&'-]{0,28}[A-Za-z]$/);
  const code = fc.stringMatching(/^[0-9]{6,10}$/);

  it('come in twelve languages', () => {
    expect(Object.keys(catalogues)).toHaveLength(12);
  });

  it('name product, code and life in every language, begin with the code, and hold no link', () => {
    fc.assert(
      fc.property(
        locale,
        product,
        code,
        fc.constantFrom(...purposes),
        fc.integer({ min: 60, max: 600 }),
        (tag, name, digits, purpose, seconds) => {
          const { text } = templates.render({
            ...facts,
            locale: tag,
            product: name,
            code: digits,
            purpose,
            lifetimeSeconds: seconds,
            client: undefined,
          });
          expect(text).toContain(name);
          expect(text.startsWith(digits)).toBe(true);
          expect(text).toContain(String(Math.floor(seconds / 60)));
          expect(text).not.toMatch(/https?:|www\.|\{/);
        },
      ),
    );
  });

  it('are one segment in characters of GSM-7, and at most two elsewhere', () => {
    fc.assert(
      fc.property(locale, product, code, fc.constantFrom(...purposes), (tag, name, digits, purpose) => {
        const { text } = templates.render({ ...facts, locale: tag, product: name, code: digits, purpose, client: undefined });
        const { encoding, segments } = segmentsOf(text);
        expect(encoding).toBe(['hi', 'ar'].includes(tag) ? 'UCS-2' : 'GSM-7');
        expect(segments).toBeLessThanOrEqual(encoding === 'GSM-7' ? 1 : 2);
      }),
    );
  });

  it('say something else for each purpose', () => {
    for (const tag of Object.keys(catalogues)) {
      const texts = purposes.map((purpose) => write(undefined, { locale: tag, purpose }));
      expect(new Set(texts).size).toBe(purposes.length);
    }
  });

  it('end with the origin-bound line for a web page that is listed, exactly', () => {
    expect(write({ platform: 'web', id: 'https://app.example.com' })).toMatch(/\n\n@app\.example\.com #123456$/);
    expect(write({ platform: 'web' })).toMatch(/\n\n@app\.example\.com #123456$/);
    expect(write({ platform: 'ios', id: 'com.example.ios' })).toMatch(/\n\n@app\.example\.com #123456$/);
    expect(write({ platform: 'web', id: 'https://evil.example' })).toBe(write());
  });

  it('end with the hash of an Android app that is listed, within 140 bytes, and never with one that a caller sends', () => {
    const longest = write({ platform: 'android', id: 'com.example.app' }, { product: 'A product with a name so long', code: '1234567890' });
    expect(longest.endsWith(`\n${hash}`)).toBe(true);
    expect(Buffer.byteLength(longest)).toBeLessThanOrEqual(140);
    expect(write({ platform: 'android', id: hash })).toBe(write());
  });

  it('are within 140 bytes for Android in every language, as text and on the air', () => {
    const client: MessageClient = { platform: 'android', id: 'com.example.app' };
    fc.assert(
      fc.property(locale, product, code, fc.constantFrom(...purposes), (tag, name, digits, purpose) => {
        const text = write(client, { locale: tag, product: name, code: digits, purpose });
        expect(text).toContain(digits);
        expect(text).toContain(name);
        expect(text.endsWith(`\n${hash}`)).toBe(true);
        expect(androidBytesOf(text)).toBeLessThanOrEqual(140);
      }),
    );
  });

  it('have all characters of the language in an e-mail, which has room for them', () => {
    expect(write(undefined, { locale: 'es', purpose: 'phone_change', channel: 'email' })).toContain('tu número');
    expect(write(undefined, { locale: 'es', purpose: 'phone_change' })).toContain('tu numero');
  });

  it('hold no line for phones in another app than SMS', () => {
    expect(write({ platform: 'web' }, { channel: 'whatsapp' })).toBe(write());
    expect(write({ platform: 'android', id: 'com.example.app' }, { channel: 'whatsapp' })).toBe(write());
  });

  it('are named after the registered text that they are exactly, of their purpose, language and last line', () => {
    const text = '{#var#} is your {#var#} code. {#var#} min.';
    const item = (templateId: string, more: object) => ({ purpose: 'sign_in' as const, locale: 'en', templateId, text, ...more });
    const own = new MessageTemplates(
      { ...catalogues, en: { ...catalogues['en']!, text: '{code} is your {product} code. {minutes} min.' } },
      templates.autofill,
      [
        item('of another purpose', { purpose: 'reset' }),
        item('of another language', { locale: 'de' }),
        item('plain', {}),
        item('for the web', { text: `${text}\n\n@app.example.com #{#var#}` }),
      ],
    );
    const idOf = (more: object) => own.render({ ...facts, client: undefined, ...more }).registeredId;
    expect(idOf({})).toBe('plain');
    expect(idOf({ client: { platform: 'web' } })).toBe('for the web');
    expect(idOf({ client: { platform: 'android', id: 'com.example.app' } })).toBeUndefined();
    expect(idOf({ product: 'a'.repeat(31) })).toBeUndefined();
    expect(idOf({ channel: 'whatsapp' })).toBeUndefined();
  });

  it('treat the product’s name as a name, whatever it looks like', () => {
    expect(write(undefined, { product: "{code} $& $'" })).toContain("your {code} $& $' code");
  });

  it('are spoken digit by digit, twice, and written with a subject', () => {
    expect(templates.render({ ...facts, channel: 'voice', client: undefined }).text.match(/1, 2, 3, 4, 5, 6/g)).toHaveLength(2);
    expect(templates.render({ ...facts, channel: 'email', client: undefined })).toMatchObject({ subject: 'Your Example code' });
  });
});
