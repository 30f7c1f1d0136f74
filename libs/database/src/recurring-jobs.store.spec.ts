import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@sixdigit/config';
import pg from 'pg';
import { type ScratchDatabase, scratchDatabase } from '../../../test/support/scratch-database.js';
import { connect } from './connect.js';
import { DatabaseConfig } from './database.config.js';
import type { Database } from './database.js';
import { type RecurringJob, RecurringJobs } from './recurring-jobs.js';

const engines = process.env['TEST_DATABASE_URL'] ? ['embedded', 'postgres'] : ['embedded'];

/** A job that counts its runs, and waits in each for `during`. */
class CountingJob implements RecurringJob {
  readonly name = `counting_${randomUUID()}`;
  readonly everySeconds = 60;
  runs = 0;

  constructor(private readonly during: () => Promise<void> = () => Promise.resolve()) {}

  async run(): Promise<void> {
    this.runs += 1;
    await this.during();
  }
}

/** A promise, and how to keep it. */
function latch(): { readonly opened: Promise<void>; open(): void } {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  return { opened, open };
}

describe.each(engines)('a recurring job (%s)', (engine) => {
  const clock = new Clock();
  let scratch: ScratchDatabase | undefined;
  const databases: Database[] = [];
  let instances: RecurringJobs[];
  beforeAll(async () => {
    scratch = engine === 'postgres' ? await scratchDatabase() : undefined;
    // two processes on Postgres; of the embedded engine there is one
    for (let index = 0; index < (scratch ? 2 : 1); index += 1)
      databases.push(await connect(Object.assign(new DatabaseConfig(), { url: scratch?.url ?? 'memory:' }), clock));
    instances = databases.map((database) => new RecurringJobs(database));
  });
  afterAll(async () => {
    for (const database of databases) await database.close();
    await scratch?.drop();
  });

  const lookEverywhere = async (job: RecurringJob, times: number) =>
    (await Promise.all(instances.flatMap((jobs) => Array.from({ length: times }, () => jobs.runDue(job))))).filter(Boolean).length;

  it('runs once for each time that it is due, however many instances look at once', async () => {
    const job = new CountingJob();
    for (let round = 1; round <= 10; round += 1) {
      expect(await lookEverywhere(job, 5)).toBe(1);
      expect(job.runs).toBe(round);
      expect(await lookEverywhere(job, 1)).toBe(0);
      clock.offsetMs += 61_000;
    }
  });

  it('is not begun beside itself, also when it takes longer than its period', async () => {
    const [started, finish] = [latch(), latch()];
    const job = new CountingJob(() => {
      started.open();
      return finish.opened;
    });
    const first = instances[0]!.runDue(job);
    await started.opened;
    clock.offsetMs += 61_000;
    expect(await lookEverywhere(job, 3)).toBe(0);
    finish.open();
    expect(await first).toBe(true);
    expect(await lookEverywhere(job, 3)).toBe(1);
    expect(job.runs).toBe(2);
  });

  it('that fails is due again after its period, on any instance, and leaves no lock behind', async () => {
    const job = new CountingJob(() => Promise.reject(new Error('as planned')));
    for (const jobs of instances) {
      expect(await jobs.runDue(job)).toBe(false);
      clock.offsetMs += 61_000;
    }
    expect(job.runs).toBe(instances.length);
    if (scratch) expect(await locksOf(scratch.url)).toBe(0);
  });

  it('is waited for at the end of the service', async () => {
    const [started, finish] = [latch(), latch()];
    const job = new CountingJob(() => {
      started.open();
      return finish.opened;
    });
    const jobs = new RecurringJobs(databases[0]!);
    const run = jobs.runDue(job);
    await started.opened;
    let hasEnded = false;
    const end = jobs.onModuleDestroy().then(() => {
      hasEnded = true;
    });
    await databases[0]!.ping();
    expect(hasEnded).toBe(false);
    finish.open();
    await Promise.all([end, run]);
    expect(hasEnded).toBe(true);
  });
});

async function locksOf(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    "select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
  );
  await client.end();
  return rows.length;
}
