/** A header of languages is short; the rest of a long one is not read. */
const charactersMax = 200;
const itemsMax = 10;

/** A tag in any case, with its weight: names of parameters have no case (RFC 9110 §5.6.6). */
const itemPattern = /^([a-z]{2,3}(?:-[a-z0-9]{1,8}){0,8})(?:\s*;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i;

/**
 * The language of a message, from a tag (BCP 47) or an `Accept-Language` (RFC 9110 §12.5.4): the wanted one that is there,
 * with its script and region or without (RFC 4647 §3.4); else `fallback`. Nonsense wants nothing.
 */
export function chooseLocale(wanted: string | undefined, known: ReadonlySet<string>, fallback: string): string {
  for (const tag of inOrder(wanted ?? '')) {
    const found = matching(tag, known);
    if (found) return found;
  }
  return fallback;
}

function inOrder(header: string): string[] {
  return (
    wholeItems(header)
      // phones name their language de_AT
      .map((item) => itemPattern.exec(item.trim().replaceAll('_', '-')))
      .flatMap((found) => (found ? [{ tag: found[1]!, quality: found[2] === undefined ? 1 : Number(found[2]) }] : []))
      .filter(({ quality }) => quality > 0)
      .toSorted((a, b) => b.quality - a.quality)
      .map(({ tag }) => tag)
  );
}

/** Without the one that the end of what is read cuts through: `de;q=0.1` would become a `de`. */
function wholeItems(header: string): string[] {
  const items = header.slice(0, charactersMax).split(',');
  return (header.length > charactersMax ? items.slice(0, -1) : items).slice(0, itemsMax);
}

/** `pt-BR` is served by `pt-BR`, else by `pt`. */
function matching(tag: string, known: ReadonlySet<string>): string | undefined {
  const parts = tag.toLowerCase().split('-');
  for (let length = parts.length; length > 0; length -= 1) {
    const candidate = parts.slice(0, length).join('-');
    const found = [...known].find((name) => name.toLowerCase() === candidate);
    if (found) return found;
  }
  return undefined;
}
