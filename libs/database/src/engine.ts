import type { Dialect } from 'kysely';

/** A statement that is worth a name: Postgres parses and plans it once per connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** What runs the SQL: Postgres, or the engine inside the process. The same dialect on both. */
export interface Engine {
  readonly title: 'postgres' | 'embedded';
  readonly dialect: Dialect;
  run(statement: Statement, values: readonly unknown[]): Promise<unknown[]>;
  close(): Promise<void>;
}
