import type { Dialect } from 'kysely';

/** What runs the SQL: Postgres, or the engine inside the process. The same dialect on both. */
export interface Engine {
  readonly title: 'postgres' | 'embedded';
  readonly dialect: Dialect;
  run(statement: { readonly name: string; readonly text: string }, values: readonly unknown[]): Promise<unknown[]>;
  /**
   * Does the work while no other process does work of this name. False, and nothing done, where another one is at it.
   * Whatever becomes of the work, the name is free again after it.
   */
  exclusively(name: string, work: () => Promise<void>): Promise<boolean>;
  close(): Promise<void>;
}
