import type { DatabaseConfig } from './database.config.js';
import { Database } from './database.js';
import { embeddedEngine } from './embedded.engine.js';
import { migrate, pendingMigrations } from './migrate.js';
import { postgresEngine } from './postgres.engine.js';

/** Tables are older than the program. */
export class TablesOutdated extends Error {
  override readonly name = 'TablesOutdated';
}

/** Picks the engine, opens it, and brings the tables up to date. */
export async function connect(config: DatabaseConfig): Promise<Database> {
  const isPostgres = config.url?.startsWith('postgres') ?? false;
  const database = new Database(isPostgres ? await postgresEngine(config) : await embeddedEngine(config));
  try {
    if (config.migrateOnStart) await migrate(database.kysely);
    else await refuseOldTables(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function refuseOldTables(database: Database): Promise<void> {
  const pending = await pendingMigrations(database.kysely);
  if (pending.length > 0)
    throw new TablesOutdated(`The tables lack ${pending.join(', ')}. Run \`npm run migrate\`, or set MIGRATE_ON_START=true.`);
}
