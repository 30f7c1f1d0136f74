import { Kysely, sql } from 'kysely';
import type { Engine, Statement } from './engine.js';
import { outageProblem } from './outage.js';
import type { Schema } from './schema.js';

/**
 * The connection to the database. Hot statements go through {@link run}, by name; everything else is
 * built with {@link ask}. A database that does not answer is a `Problem` (503).
 */
export class Database {
  readonly kysely: Kysely<Schema>;

  constructor(private readonly engine: Engine) {
    this.kysely = new Kysely<Schema>({ dialect: engine.dialect });
  }

  get engineTitle(): Engine['title'] {
    return this.engine.title;
  }

  /** One statement, one round trip. */
  async run<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    try {
      return (await this.engine.run(statement, values)) as Row[];
    } catch (error) {
      throw outageProblem(error);
    }
  }

  async ask<Answer>(query: (db: Kysely<Schema>) => Promise<Answer>): Promise<Answer> {
    try {
      return await query(this.kysely);
    } catch (error) {
      throw outageProblem(error);
    }
  }

  /** Throws when the database does not answer. */
  async ping(): Promise<void> {
    await this.ask((db) => sql`select 1`.execute(db));
  }

  async close(): Promise<void> {
    await this.kysely.destroy();
    await this.engine.close();
  }
}
