import { existsSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGliteDialect } from 'kysely';
import type { DatabaseConfig } from './database.config.js';
import type { Engine } from './engine.js';
import { lockFolder } from './folder-lock.js';

/** Postgres compiled into the process, for one machine. Loaded only when it is used. */
export async function embeddedEngine(config: DatabaseConfig): Promise<Engine> {
  const inMemory = config.url === 'memory:';
  const release = inMemory ? () => undefined : takeFolder(config.dataDir);
  try {
    const { PGlite } = await import('@electric-sql/pglite');
    const folder = join(config.dataDir, 'postgres');
    const isNew = inMemory || !existsSync(join(folder, 'PG_VERSION'));
    const template = isNew && existsSync(config.template) ? new Blob([await readFile(config.template)]) : undefined;
    const pglite = await PGlite.create(inMemory ? 'memory://' : folder, template ? { loadDataDir: template } : {});
    return {
      title: 'embedded',
      dialect: new PGliteDialect({ pglite }),
      run: async ({ text }, values) => (await pglite.query(text, values as unknown[])).rows,
      // the lock of the folder keeps other processes away
      exclusively: async (_, work) => {
        await work();
        return true;
      },
      close: async () => {
        if (!pglite.closed) await pglite.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

function takeFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return lockFolder(folder);
}
