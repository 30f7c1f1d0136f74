import { Clock } from '@sixdigit/config';
import type { DatabaseConfig } from './database.config.js';
import { Database } from './database.js';
import { embeddedEngine } from './embedded.engine.js';
import { migrate, refuseOtherTables } from './migrate.js';
import { postgresEngine } from './postgres.engine.js';

/**
 * Picks the engine, opens it, and brings the tables up to date. Throws `FolderInUse`, `TablesOutdated` or `TablesUnknown`,
 * each with a sentence that says what to do (see `refusalOf`).
 */
export async function connect(config: DatabaseConfig, clock: Clock = new Clock()): Promise<Database> {
  const isPostgres = config.url?.startsWith('postgres') ?? false;
  const database = new Database(isPostgres ? await postgresEngine(config) : await embeddedEngine(config), clock);
  try {
    if (config.migrateOnStart) await migrate(database.kysely);
    else await refuseOtherTables(database.kysely);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
