import { PostgresDialect } from 'kysely';
import type { DatabaseConfig } from './database.config.js';
import type { Engine } from './engine.js';

/** A call for a connection waits no longer than this. */
const connectTimeoutMs = 2000;
/** A statement runs no longer than this. */
const statementTimeoutMs = 5000;
/** A connection that is given up is waited for no longer than this. */
const endTimeoutMs = 1000;

/** The driver is loaded only when it is used. */
export async function postgresEngine(config: DatabaseConfig): Promise<Engine> {
  const { default: pg } = await import('pg');
  pg.types.setTypeParser(pg.types.builtins.INT8, Number); // as the embedded engine answers
  const connection = {
    connectionString: config.url,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + 500,
    keepAlive: true,
    application_name: 'sixdigit',
  };
  const pool = new pg.Pool({ ...connection, max: config.poolSize });
  // an idle connection that loses its server must not end the process; the next query tells what happened
  pool.on('error', () => undefined);
  return {
    title: 'postgres',
    dialect: new PostgresDialect({ pool }),
    run: async ({ name, text }, values) => (await pool.query({ name, text, values: values as unknown[] })).rows,
    exclusively: async (name, work) => {
      // not one of the pool's: the lock belongs to the connection and ends with it, and the work needs the pool
      const client = new pg.Client(connection);
      client.on('error', () => undefined);
      await client.connect();
      try {
        const lock = await client.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as taken', [`sixdigit ${name}`]);
        if (!(lock.rows as { taken: boolean }[])[0]!.taken) return false;
        await work();
        return true;
      } finally {
        await atMost(endTimeoutMs, client.end());
      }
    },
    close: async () => undefined, // the dialect ends the pool
  };
}

/** A server that is frozen never says goodbye, and must not hold up the end of the process. */
async function atMost(ms: number, ended: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([ended.catch(() => undefined), late]);
  clearTimeout(timer);
}
