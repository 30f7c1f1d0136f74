import { refusalOf } from '@sixdigit/database';
import { RedisOutdated } from '@sixdigit/redis';

/** What to do about a store that this program must not use; undefined for every other error. */
export function storeRefusal(error: unknown): string | undefined {
  return error instanceof RedisOutdated ? error.message : refusalOf(error);
}
