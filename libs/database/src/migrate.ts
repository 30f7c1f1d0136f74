import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations/index.js';
import type { Schema } from './schema.js';

/** The tables are older than the program. */
export class TablesOutdated extends Error {
  override readonly name = 'TablesOutdated';

  constructor(pending: readonly string[]) {
    super(`The tables lack ${pending.join(', ')}. Run \`npm run migrate\`, or set MIGRATE_ON_START=true.`);
  }
}

/** The tables were made by another program: a later version, or one before the first that was published. */
export class TablesUnknown extends Error {
  override readonly name = 'TablesUnknown';

  constructor(unknown: readonly string[]) {
    super(
      `The tables were made by another version of Sixdigit (${unknown.join(', ')}): run that version, or have DATABASE_URL or DATA_DIR name an empty database.`,
    );
  }
}

function migrator(db: Kysely<Schema>): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
}

/**
 * Brings the tables up to date. Instances may start together: the migrator takes a lock. Returns what it ran.
 * Throws {@link TablesUnknown}.
 */
export async function migrate(db: Kysely<Schema>): Promise<string[]> {
  await refuseUnknownTables(db);
  const { error, results } = await migrator(db).migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
}

/** Throws {@link TablesOutdated} or {@link TablesUnknown} unless the tables are those of this program. Changes nothing. */
export async function refuseOtherTables(db: Kysely<Schema>): Promise<void> {
  await refuseUnknownTables(db);
  const all = await migrator(db).getMigrations();
  const pending = all.filter((migration) => !migration.executedAt).map((migration) => migration.name);
  if (pending.length > 0) throw new TablesOutdated(pending);
}

async function refuseUnknownTables(db: Kysely<Schema>): Promise<void> {
  const table = await sql<{ is_there: boolean }>`select to_regclass('kysely_migration') is not null as is_there`.execute(db);
  if (!table.rows[0]!.is_there) return;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const unknown = rows.map(({ name }) => name).filter((name) => !(name in migrations));
  if (unknown.length > 0) throw new TablesUnknown(unknown);
}
