import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@sixdigit/config';
import { sql } from 'kysely';
import { type ScratchDatabase, scratchDatabase } from '../../../test/support/scratch-database.js';
import { connect } from './connect.js';
import { DatabaseConfig } from './database.config.js';
import type { Database } from './database.js';
import { MonthlyTables } from './monthly-tables.js';
import { monthAfter, monthOf, startOf } from './months.js';
import type { PartitionedTable } from './partitions.js';
import { RecurringJobs } from './recurring-jobs.js';

const engines = process.env['TEST_DATABASE_URL'] ? ['embedded', 'postgres'] : ['embedded'];

describe.each(engines)('tables that are split by month (%s)', (engine) => {
  const clock = new Clock();
  let scratch: ScratchDatabase | undefined;
  let database: Database;
  let tables: MonthlyTables;
  beforeAll(async () => {
    scratch = engine === 'postgres' ? await scratchDatabase() : undefined;
    database = await connect(Object.assign(new DatabaseConfig(), { url: scratch?.url ?? 'memory:' }), clock);
    tables = new MonthlyTables(database, new RecurringJobs(database));
  });
  afterAll(async () => {
    await database.close();
    await scratch?.drop();
  });

  const month = monthOf(new Date());
  const partsOf = async (table: string) =>
    (
      await sql<{ name: string }>`select child.relname as name from pg_inherits join pg_class child on child.oid = inhrelid
        where inhparent = ${table}::regclass order by 1`.execute(database.kysely)
    ).rows.map(({ name }) => name);
  const partOf = async (table: PartitionedTable) =>
    (
      await sql<{ part: string }>`select distinct tableoid::regclass::text as part from ${sql.table(table)} order by 1`.execute(
        database.kysely,
      )
    ).rows.map(({ part }) => part);
  const record = (at: Date) => sql`insert into audit_events (at, event) values (${at}, 'test')`.execute(database.kysely);
  const advanceTo = (at: Date) => {
    clock.offsetMs = at.getTime() - Date.now();
  };

  it('has the table of the month and of the next three from the beginning', async () => {
    const months = [0, 1, 2, 3].map((count) => monthAfter(month, count));
    for (const table of ['audit_events', 'messages', 'message_receipts'])
      expect(await partsOf(table)).toEqual([...months.map((one) => `${table}_${one}`), `${table}_default`]);
  });

  it('takes a row of a month that has no table, and moves it there when the table is made', async () => {
    const [far, farther] = [monthAfter(month, 7), monthAfter(month, 30)];
    await record(startOf(far));
    await record(startOf(farther));
    expect(await partOf('audit_events')).toEqual(['audit_events_default']);
    await tables.run();
    expect(await partOf('audit_events')).toEqual([`audit_events_${far}`, `audit_events_${farther}`]);
    await record(startOf(monthAfter(month, 40)));
    expect(await partOf('audit_events')).toContain('audit_events_default');
  });

  it('keeps audit rows from being changed in every part, also in one that was moved', async () => {
    await record(new Date());
    for (const part of await partOf('audit_events')) {
      await expect(sql`update ${sql.table(part)} set event = 'other'`.execute(database.kysely)).rejects.toThrow(/only ever added/);
      await expect(sql`delete from ${sql.table(part)}`.execute(database.kysely)).rejects.toThrow(/only ever added/);
    }
  });

  it('is looked after again and again without a change', async () => {
    await tables.run();
    const before = await partsOf('audit_events');
    await tables.run();
    expect(await partsOf('audit_events')).toEqual(before);
  });

  it('makes the next months as time goes on', async () => {
    advanceTo(startOf(monthAfter(month, 3)));
    await tables.run();
    expect(await partsOf('messages')).toContain(`messages_${monthAfter(month, 6)}`);
  });

  it('loses a month as a whole, once its last day is older than was asked, and no younger one', async () => {
    const dayMs = 86_400_000;
    const days = 90;
    await sql`insert into messages (requested_at, provider, purpose, channel) values (now(), 'p', 'sign_in', 'sms')`.execute(
      database.kysely,
    );
    const end = startOf(monthAfter(month)).getTime() + days * dayMs;
    advanceTo(new Date(end - 3_600_000));
    expect(await tables.drop('messages', days)).toEqual([]);
    expect(await partOf('messages')).toEqual([`messages_${month}`]);
    advanceTo(new Date(end + 3_600_000));
    expect(await tables.drop('messages', days)).toEqual([`messages_${month}`]);
    expect(await partOf('messages')).toEqual([]);
    expect(await tables.drop('audit_events', days)).toEqual([`audit_events_${month}`]);
  });
});
