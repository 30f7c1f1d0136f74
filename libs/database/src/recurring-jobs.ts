import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database } from './database.js';
import { now } from './fragments.js';
import { defineStatement } from './statement.js';

/** Work that is done now and then, by one instance for all. */
export interface RecurringJob {
  /** Its name in the table, in the lock and in the log. */
  readonly name: string;
  readonly everySeconds: number;
  run(): Promise<void>;
}

/** The first look comes no later than this after a start: a job must run although instances never live for a day. */
const firstLookSeconds = 30;

/** Timers are not exact: a look that comes a little early must not leave the run to the next one. */
const earliest = 0.9;

interface JobParams {
  readonly name: string;
  readonly seconds: number;
}

const isDueSql = `last_run_at <= ${now} - :seconds::float8 * interval '1 second'`;

const due = defineStatement<JobParams, { is_due: boolean }>(
  'recurring_job_due',
  `select coalesce((select ${isDueSql} from recurring_jobs where name = :name), true) as is_due`,
);

const begin = defineStatement<JobParams, { name: string }>(
  'recurring_job_begin',
  `insert into recurring_jobs (name, last_run_at) values (:name, ${now})
    on conflict (name) do update set last_run_at = ${now} where recurring_jobs.${isDueSql}
    returning name`,
);

/**
 * Runs jobs, each on one instance at a time. A run is due once for all instances (its row says when it last began), and a
 * run that takes longer than its period is not begun a second time beside itself (an advisory lock, which ends with its
 * connection whatever happens to the process). A failure is logged and the next run is tried as ever.
 */
@Injectable()
export class RecurringJobs implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(RecurringJobs.name);
  private readonly jobs: RecurringJob[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Map<RecurringJob, Promise<boolean>>();

  constructor(private readonly database: Database) {}

  /** Before the start of the application, in the constructor of what does the work. */
  add(job: RecurringJob): void {
    this.jobs.push(job);
  }

  onApplicationBootstrap(): void {
    for (const job of this.jobs) this.lookIn(Math.min(job.everySeconds, firstLookSeconds), job);
  }

  /** Waits for what is running: nothing may come after the end of the connection. */
  async onModuleDestroy(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.jobs.length = 0;
    await Promise.all(this.running.values());
  }

  /** Runs a job now if it is due and not running. Answers whether it ran here; never throws. */
  async runDue(job: RecurringJob): Promise<boolean> {
    if (this.running.has(job)) return false;
    const run = this.attempt(job);
    this.running.set(job, run);
    return run.finally(() => this.running.delete(job));
  }

  private lookIn(seconds: number, job: RecurringJob): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.runDue(job).then(() => {
        if (this.jobs.includes(job)) this.lookIn(job.everySeconds, job);
      });
    }, seconds * 1000).unref();
    this.timers.add(timer);
  }

  private async attempt(job: RecurringJob): Promise<boolean> {
    const params = { name: job.name, seconds: job.everySeconds * earliest };
    try {
      const [row] = await this.database.run(due, params);
      if (!row!.is_due) return false;
      let ran = false;
      await this.database.exclusively(job.name, async () => {
        // another instance may have run it since the look
        ran = (await this.database.run(begin, params)).length > 0;
        if (ran) await job.run();
      });
      return ran;
    } catch (error) {
      this.logger.warn({ err: error, job: job.name }, 'a recurring job failed');
      return false;
    }
  }
}
