import { FolderInUse } from './folder-lock.js';
import { TablesOutdated, TablesUnknown } from './migrate.js';

/** What to do about a database that this program must not use; undefined for every other error. */
export function refusalOf(error: unknown): string | undefined {
  return error instanceof FolderInUse || error instanceof TablesOutdated || error instanceof TablesUnknown ? error.message : undefined;
}
