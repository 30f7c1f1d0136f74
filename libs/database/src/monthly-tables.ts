import { Injectable } from '@nestjs/common';
import { Database } from './database.js';
import { createPartitions, dropPartitions, type PartitionedTable } from './partitions.js';
import { type RecurringJob, RecurringJobs } from './recurring-jobs.js';

const dayMs = 86_400_000;

/** Looks after the tables that are split by month: makes those of the next months, drops those whose days are over. */
@Injectable()
export class MonthlyTables implements RecurringJob {
  readonly name = 'monthly_tables';
  readonly everySeconds = 3600;

  constructor(
    private readonly database: Database,
    jobs: RecurringJobs,
  ) {
    jobs.add(this);
  }

  async run(): Promise<void> {
    const at = await this.database.now();
    await this.database.ask((db) => db.transaction().execute((transaction) => createPartitions(transaction as never, at)));
  }

  /** Drops the months of a table whose last day is older. Returns the names of what it dropped. */
  async drop(table: PartitionedTable, olderThanDays: number): Promise<string[]> {
    const before = new Date((await this.database.now()).getTime() - olderThanDays * dayMs);
    return this.database.ask((db) => db.transaction().execute((transaction) => dropPartitions(transaction as never, table, before)));
  }
}
