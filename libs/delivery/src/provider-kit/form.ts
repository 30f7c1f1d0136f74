/** The fields of a form, decoded; a name that comes more than once becomes a list. */
export function formOf(body: string): Readonly<Record<string, string | string[]>> {
  const form: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(body)) {
    const known = form[name];
    form[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value];
  }
  return form;
}
