import { Injectable } from '@nestjs/common';
import { Database, defineStatement, now } from '@sixdigit/database';

/** Longer than any single-use thing lives, by far. */
const keptHours = 24;
/** Rows that one statement takes away: a large table must not make it run into its deadline. */
const batchMax = 5000;

const forget = defineStatement<{ hours: number; countMax: number }, { id: string }>(
  'claims_forget',
  `delete from claims where ctid in (
      select ctid from claims where claimed_at < ${now} - :hours::int * interval '1 hour' limit :countMax::int)
    returning id`,
);

@Injectable()
export class ClaimStore {
  constructor(private readonly database: Database) {}

  /** Forgets claims of things that have long expired. Returns how many. */
  async forget(): Promise<number> {
    let forgotten = 0;
    for (let count = batchMax; count === batchMax; forgotten += count)
      count = (await this.database.run(forget, { hours: keptHours, countMax: batchMax })).length;
    return forgotten;
  }
}
