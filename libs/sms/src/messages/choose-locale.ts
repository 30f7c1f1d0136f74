/** A header of languages is short; the rest of a long one is not read. */
const charactersMax = 200;
const itemsMax = 10;

const itemPattern = /^([a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}|\*)(?:\s*;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/;

/**
 * The language of a message, from a tag (BCP 47) or an `Accept-Language` (RFC 9110 §12.5.4): the wanted one that is there,
 * with its region or without; else `fallback`. Nonsense wants nothing.
 */
export function chooseLocale(wanted: string | undefined, known: ReadonlySet<string>, fallback: string): string {
  for (const tag of inOrder(wanted ?? '')) {
    const found = matching(tag, known);
    if (found) return found;
  }
  return fallback;
}

function inOrder(header: string): string[] {
  return header
    .slice(0, charactersMax)
    .split(',', itemsMax)
    .map((item) => itemPattern.exec(item.trim()))
    .flatMap((found) => (found ? [{ tag: found[1]!, quality: found[2] === undefined ? 1 : Number(found[2]) }] : []))
    .filter(({ tag, quality }) => quality > 0 && tag !== '*')
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

/** `pt-BR` is served by `pt-BR`, else by `pt`. */
function matching(tag: string, known: ReadonlySet<string>): string | undefined {
  const parts = tag.split('-');
  for (let length = parts.length; length > 0; length -= 1) {
    const candidate = [parts[0]!.toLowerCase(), ...parts.slice(1, length).map((part) => part.toUpperCase())].join('-');
    if (known.has(candidate)) return candidate;
  }
  return undefined;
}
