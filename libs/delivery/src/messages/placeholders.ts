/** What a template may hold in braces; in `voice` `{digits}`, the code one digit at a time. */
export const placeholders = ['code', 'product', 'minutes', 'purpose', 'digits'] as const;

export type Placeholder = (typeof placeholders)[number];

const pattern = new RegExp(`\\{(${placeholders.join('|')})\\}`, 'g');

/** In one pass, and by a function: a placeholder or a `$&` within the product's name stays what it is. */
export function fillIn(template: string, values: Readonly<Record<Placeholder, string>>): string {
  return template.replace(pattern, (_, name: Placeholder) => values[name]);
}

/** Whole minutes, never none: a message must not promise more than there is. */
export function minutesOf(lifetimeSeconds: number): string {
  return String(Math.max(1, Math.floor(lifetimeSeconds / 60)));
}
