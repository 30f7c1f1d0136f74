import type { Clock } from '@sixdigit/config';
import { Kysely, sql } from 'kysely';
import type { Engine } from './engine.js';
import { now } from './fragments.js';
import { outageProblem } from './outage.js';
import type { Schema } from './schema.js';
import { defineStatement, type Statement } from './statement.js';

const moment = defineStatement<Record<never, never>, { at: Date }>('moment', `select ${now} as at`);

/**
 * The connection to the database. Hot statements go through {@link run}, by name; everything else is
 * built with {@link ask}. A database that does not answer is a `Problem` (503).
 */
export class Database {
  readonly kysely: Kysely<Schema>;

  constructor(
    private readonly engine: Engine,
    private readonly clock: Clock,
  ) {
    this.kysely = new Kysely<Schema>({ dialect: engine.dialect });
  }

  get engineTitle(): Engine['title'] {
    return this.engine.title;
  }

  /**
   * One statement, one round trip. `:offset` is filled in here: no store needs a clock. Throws for a parameter that is not
   * given: it would silently be `null`.
   */
  async run<Params extends object, Row>(statement: Statement<Params, Row>, params: Params): Promise<Row[]> {
    const given: Readonly<Record<string, unknown>> = { offset: this.clock.offsetMs, ...params };
    const values = statement.parameters.map((name) => given[name]);
    const missing = values.indexOf(undefined);
    if (missing >= 0) throw new Error(`The statement ${statement.name} is not given :${statement.parameters[missing]}.`);
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

  /** See {@link Engine.exclusively}. */
  exclusively(name: string, work: () => Promise<void>): Promise<boolean> {
    return this.engine.exclusively(name, work);
  }

  /** The time by which statements decide. */
  async now(): Promise<Date> {
    const [row] = await this.run(moment, {});
    return row!.at;
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
