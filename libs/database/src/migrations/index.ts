import type { Migration } from 'kysely/migration';
import * as signIn from './0001-sign-in.js';
import * as messages from './0002-messages.js';

/** Imported, not read from a folder: the same in the build, in tests and in a bundle. */
export const migrations: Record<string, Migration> = { '0001-sign-in': signIn, '0002-messages': messages };
