import './node-version.js';
import 'reflect-metadata';
import { readSettings } from '@sixdigit/config';
import { connect, DatabaseConfig } from '@sixdigit/database';
import { loadSettings } from './config/load-settings.js';

/** `npm run migrate`: brings the tables up to date, for teams that separate the roles (`MIGRATE_ON_START=false`). */
const { settings } = await readSettings(loadSettings);
const database = await connect({ ...settings.get(DatabaseConfig), migrateOnStart: true });
await database.close();
process.stdout.write('The tables are up to date.\n');
