import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { scratchDatabase } from '../../../test/support/scratch-database.js';
import { connect } from './connect.js';
import { DatabaseConfig } from './database.config.js';
import { TablesOutdated, TablesUnknown } from './migrate.js';
import { refusalOf } from './refusal.js';

const folder = mkdtempSync(join(tmpdir(), 'sixdigit-lineage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const places = {
  'a data folder': async () => ({ config: { dataDir: folder }, drop: async () => undefined }),
  'a Postgres database': async () => {
    const { url, drop } = await scratchDatabase();
    return { config: { url }, drop };
  },
};
const here = Object.entries(places).filter(([name]) => name === 'a data folder' || process.env['TEST_DATABASE_URL']);

describe.each(here)('%s', (_, make) => {
  it('of another lineage is refused with one sentence that says what to do, migrated or not, and left as it is', async () => {
    const { config, drop } = await make();
    try {
      const settings = Object.assign(new DatabaseConfig(), config);
      const first = await connect(settings);
      await sql`insert into kysely_migration (name, timestamp) values ('0001-sign-in', 'then')`.execute(first.kysely);
      await first.close();
      for (const migrateOnStart of [true, false]) {
        const error = await connect({ ...settings, migrateOnStart }).catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(TablesUnknown);
        expect(refusalOf(error)).toMatch(
          /another version of Sixdigit \(0001-sign-in\): run that version, or have .* name an empty database\.$/,
        );
      }
    } finally {
      await drop();
    }
  });

  it('without tables is refused where the program may not make them, and used where it may', async () => {
    const { config, drop } = await make();
    try {
      const settings = Object.assign(new DatabaseConfig(), config, 'dataDir' in config ? { dataDir: join(folder, 'empty') } : {});
      const error = await connect({ ...settings, migrateOnStart: false }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(TablesOutdated);
      expect(refusalOf(error)).toMatch(/lack 0001-tables\. Run `npm run migrate`/);
      await (await connect(settings)).close();
      await (await connect({ ...settings, migrateOnStart: false })).close();
    } finally {
      await drop();
    }
  });
});
