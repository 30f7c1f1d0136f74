import './node-version.js';
import 'reflect-metadata';
import { connect, DatabaseConfig } from '@sixdigit/database';
import { runTool } from './tools/run-tool.js';

/** `npm run migrate`: brings the tables up to date, for teams that separate the roles (`MIGRATE_ON_START=false`). */
await runTool(
  () => ({}),
  async (settings) => {
    const database = await connect({ ...settings.get(DatabaseConfig), migrateOnStart: true });
    await database.close();
    process.stdout.write('The tables are up to date.\n');
    return true;
  },
);
