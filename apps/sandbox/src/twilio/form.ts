/** The form of a request, after the published schema made numbers, booleans and lists of its texts. */
export type Form = Readonly<Record<string, unknown>>;

/** A field as text; undefined when it was not sent. */
export function text(form: Form, name: string): string | undefined {
  const value = form[name];
  return value === undefined ? undefined : String(value);
}

/** A field of several values. */
export function texts(form: Form, name: string): string[] {
  const value = form[name];
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

/** The object that a field of JSON holds; undefined when it holds none. */
export function jsonObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

export const isE164 = (number: string) => /^\+[1-9]\d{6,14}$/.test(number);
