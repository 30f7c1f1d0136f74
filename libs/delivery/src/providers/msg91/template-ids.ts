import type { Purpose } from '@sixdigit/contract';

/** Which Flow template a message takes: that of its purpose and language, of its purpose, or the usual one. Pure. */
export function templateIdFor(items: readonly string[], usual: string | undefined, purpose: Purpose, locale: string): string | undefined {
  const ids = new Map(items.map((item) => [item.slice(0, item.indexOf('=')), item.slice(item.indexOf('=') + 1)]));
  const language = locale.split('-', 1)[0]!;
  return ids.get(`${purpose}/${locale}`) ?? ids.get(`${purpose}/${language}`) ?? ids.get(purpose) ?? usual;
}
