import { PostgresDialect } from 'kysely';
import type { DatabaseConfig } from './database.config.js';
import type { Engine } from './engine.js';

/** A call for a connection waits no longer than this. */
const connectTimeoutMs = 2000;
/** A statement runs no longer than this. */
const statementTimeoutMs = 5000;

/** The driver is loaded only when it is chosen. */
export async function postgresEngine(config: DatabaseConfig): Promise<Engine> {
  const { default: pg } = await import('pg');
  pg.types.setTypeParser(pg.types.builtins.INT8, Number); // as the embedded engine answers
  const pool = new pg.Pool({
    connectionString: config.url,
    max: config.poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + 500,
    keepAlive: true,
    application_name: 'sixdigit',
  });
  // an idle connection that loses its server must not end the process; the next query tells the history
  pool.on('error', () => undefined);
  return {
    title: 'postgres',
    dialect: new PostgresDialect({ pool }),
    run: async ({ name, text }, values) => (await pool.query({ name, text, values: values as unknown[] })).rows,
    close: async () => undefined, // the dialect ends the pool
  };
}
