import { Injectable } from '@nestjs/common';
import { type RecurringJob, RecurringJobs } from '@sixdigit/database';
import { ClaimStore } from './claim.store.js';

/** Forgets what was claimed long ago. */
@Injectable()
export class ClaimRetention implements RecurringJob {
  readonly name = 'claim_retention';
  readonly everySeconds = 3600;

  constructor(
    private readonly claims: ClaimStore,
    jobs: RecurringJobs,
  ) {
    jobs.add(this);
  }

  async run(): Promise<void> {
    await this.claims.forget();
  }
}
