import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@sixdigit/config';
import { connect } from './connect.js';
import { DatabaseConfig } from './database.config.js';
import { Database } from './database.js';
import { MonthlyTables } from './monthly-tables.js';
import { RecurringJobs } from './recurring-jobs.js';

@Module({
  providers: [{ provide: Database, inject: [DatabaseConfig, Clock], useFactory: connect }, RecurringJobs, MonthlyTables],
  exports: [Database, MonthlyTables, RecurringJobs],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
