/** A statement that is sent by its name: Postgres parses it once per connection. Made by {@link defineStatement}. */
export interface Statement<Params extends object, Row> {
  readonly name: string;
  /** With `$1`, `$2` … in place of the names. */
  readonly text: string;
  /** The parameter of `$1`, of `$2` and so on. */
  readonly parameters: readonly string[];
  /** For the compiler alone: what is given, and what comes back. */
  readonly types?: (params: Params) => Row;
}

/** What `$1` may stand for. A missing value is said with `null`, never with `undefined`: a misspelled name would be one too. */
type ParameterValue = string | number | boolean | null | readonly string[] | readonly number[];

/** A text, a quoted name or a comment, each with nothing to replace; a cast; or the name of a parameter. */
const token = /'(?:[^']|'')*'|"[^"]*"|--[^\n]*|::|:([a-z]\w*)/gi;

const names = new Set<string>();

/**
 * Compiles `:name` to `$n`, once, at the load of the file; a name that stands twice is one `$n`. `:offset` is the database's
 * own and is in no `Params` (see `now` among the fragments). Two statements of one name are refused: Postgres would take one
 * for the other.
 */
export function defineStatement<Params extends Readonly<Record<keyof Params, ParameterValue>>, Row = never>(
  name: string,
  sql: string,
): Statement<Params, Row> {
  if (names.has(name)) throw new Error(`Two statements have the name ${name}.`);
  names.add(name);
  const parameters: string[] = [];
  const text = sql.replace(token, (whole: string, parameter: string | undefined) => {
    if (parameter === undefined) return whole;
    if (!parameters.includes(parameter)) parameters.push(parameter);
    return `$${parameters.indexOf(parameter) + 1}`;
  });
  return { name, text, parameters };
}
