import { Injectable } from '@nestjs/common';
import { MonthlyTables, type RecurringJob, RecurringJobs } from '@sixdigit/database';
import { MessageLogConfig } from './message-log.config.js';

/** Forgets messages and their receipts, a month at a time. */
@Injectable()
export class MessageRetention implements RecurringJob {
  readonly name = 'message_retention';
  readonly everySeconds = 3600;

  constructor(
    private readonly tables: MonthlyTables,
    private readonly config: MessageLogConfig,
    jobs: RecurringJobs,
  ) {
    jobs.add(this);
  }

  async run(): Promise<void> {
    await this.tables.drop('messages', this.config.retentionDays);
    await this.tables.drop('message_receipts', this.config.retentionDays);
  }
}
