import type { Clock } from '@sixdigit/config';
import type { Database } from '@sixdigit/database';
import { sql } from 'kysely';

/** Longer than any challenge lives, by far. */
const keptHours = 24;

export class ClaimStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Forgets claims whose challenges have long expired. Returns how many. */
  async forget(): Promise<number> {
    const { numDeletedRows } = await this.database.ask((db) =>
      db
        .deleteFrom('claims')
        .where(
          'claimed_at',
          '<',
          sql<Date>`now() + ${this.clock.offsetMs}::float8 * interval '1 ms' - ${keptHours}::int * interval '1 hour'`,
        )
        .executeTakeFirst(),
    );
    return Number(numDeletedRows);
  }
}
