import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lintTemplates } from './lint-templates.js';
import { catalogues } from './locales/index.js';
import { readTemplateFiles, TemplateFault } from './template-files.js';
import { MessageTemplates } from './templates.js';

const nobody = { origins: [], androidHashes: new Map() };
const facts = { product: 'Example', codeLength: 6, lifetimeSeconds: 600 };

describe('a team’s own messages', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sixdigit-messages-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (file: string, content: unknown) =>
    writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  const read = () => readTemplateFiles(folder, catalogues);
  const diagnostics = () => {
    const files = read();
    return lintTemplates(new MessageTemplates(files.catalogues, nobody, files.registered), facts).filter(
      ({ severity }) => severity === 'error',
    );
  };

  it('go before those built in, in languages of their own too', () => {
    write('en.json', { reset: '{code} resets your {product} password. {minutes} min.' });
    write('sv.json', { text: '{code} är din {product}-kod, {purpose}. {minutes} min.' });
    const templates = new MessageTemplates(read().catalogues, nobody);
    const render = (locale: string, purpose: 'sign_in' | 'reset') =>
      templates.render({ ...facts, code: '123456', purpose, locale, client: undefined, channel: 'sms' }).text;
    expect(render('en', 'reset')).toBe('123456 resets your Example password. 10 min.');
    expect(render('en', 'sign_in')).toContain('is your Example code to sign in');
    expect(render('sv', 'sign_in')).toMatch(/^123456 är din/);
  });

  it('are refused with every fault, each with its file', () => {
    write('en.json', { reset: 7, sing_in: 'x' });
    write('notes.json', {});
    write('de.json', '{');
    write('dlt.json', [{ purpose: 'nothing' }]);
    const issues = (() => {
      try {
        read();
        return [];
      } catch (error) {
        return (error as TemplateFault).issues;
      }
    })();
    expect(issues.map((text) => text.split(/[: ]/)[0]).sort()).toEqual(['de.json', 'dlt.json', 'en.json', 'en.json', 'notes.json']);
  });

  it('take what they lack from their language, and a new language from English', () => {
    write('pt-BR.json', { reset: '{code} muda a sua senha de {product}. {minutes} min.' });
    write('pt.json', { short: '{code} ({product})' });
    write('en.json', { subject: 'Code of {product}' });
    write('zh-Hant.json', { text: '{code} {product} {minutes}' });
    const { catalogues: written } = read();
    expect(written['pt-BR']).toMatchObject({ text: catalogues['pt']!.text, short: '{code} ({product})' });
    expect(written['zh-Hant']).toMatchObject({ text: '{code} {product} {minutes}', subject: 'Code of {product}' });
  });

  it.each([
    ['en.json', { voice: 'Hello from {product}.' }, 'en.json: voice must hold {digits}: the message would bring no code'],
    ['en.json', { email: 'Hello.' }, 'en.json: email must hold {code}: the message would bring no code'],
    ['en.json', { short: '{product}' }, 'en.json: short must hold {code}: the message would bring no code'],
    ['en.json', { reset: '{code} {product} {minuets}' }, 'en.json: reset holds {minuets}'],
    ['en.json', { reset: '{code} {#var#}' }, 'en.json: reset holds {#var#}'],
    ['en.json', [], 'en.json must be an object'],
    ['dlt.json', {}, 'dlt.json must be a list'],
    ['dlt.json', [null], 'dlt.json: item 1: purpose must be one of'],
    ['dlt.json', [{ purpose: 'reset', locale: 'en', text: ' ' }], 'dlt.json: item 1: template_id must be a text; text must be a text'],
    ['dlt.json', [{ purpose: 'reset', locale: 'ta', template_id: '1107', text: 'x' }], 'dlt.json: 1107 is of ta'],
  ])('in %s with %j are refused with the file and the key', (file, content, expected) => {
    write(file, content);
    expect(read).toThrow(new RegExp(`^${expected.replace(/[{}#.]/g, '\\$&')}`));
  });

  it('built in are without an error', () => {
    expect(diagnostics()).toEqual([]);
  });

  it.each([
    ['a link', '{code} for {product}, {minutes} min: https://example.com', /link/],
    ['another group of digits', '{code} for {product}, {minutes} min. Call 112.', /other digits/],
    ['no code', 'Hello from {product}, {minutes} min', /no \{code\}/],
    ['no product', '{code}, {minutes} min', /\{product\}/],
    ['three segments', `{code} {product} {minutes} ${'x'.repeat(400)}`, /3 segments/],
  ])('are found fault with for %s', (_, text, expected) => {
    write('en.json', { sign_in: text });
    expect(diagnostics()).toEqual([expect.objectContaining({ locale: 'en', purpose: 'sign_in', text: expect.stringMatching(expected) })]);
  });

  it('match their registered text exactly, or say where they differ', () => {
    const text = '{#var#} is your {#var#} code to sign in. It is good for {#var#} min. Do not share it with anyone.';
    write('dlt.json', [{ purpose: 'sign_in', locale: 'en', template_id: '1107', text }]);
    expect(diagnostics()).toEqual([]);
    write('dlt.json', [{ purpose: 'sign_in', locale: 'en', template_id: '1107', text: text.replace('anyone.', 'anyone') }]);
    expect(diagnostics()).toHaveLength(1);
    write('dlt.json', [{ purpose: 'sign_in', locale: 'en', template_id: '1107', text: text.replace('to sign in', 'to log in') }]);
    expect(diagnostics()[0]?.text).toContain('1107');
    expect(diagnostics()[0]?.text).toContain('to log in');
  });

  it('in a folder that is not there are one clear fault', () => {
    expect(() => readTemplateFiles(join(folder, 'nowhere'), catalogues)).toThrow(TemplateFault);
  });
});
