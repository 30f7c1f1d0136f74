import type { Migration } from 'kysely/migration';
import * as tables from './0001-tables.js';

/** Imported, not read from a folder: the same in the build, in tests and in a bundle. */
export const migrations: Record<string, Migration> = { '0001-tables': tables };
