import { type Kysely, sql } from 'kysely';
import { type Month, monthAfter, monthOf, startOf } from './months.js';

/** Tables of which each month is a table of its own, and by what: a time without a zone, in UTC. */
const partitionedTables = {
  audit_events: "at at time zone 'UTC'",
  messages: "requested_at at time zone 'UTC'",
  message_receipts: 'month',
} as const;

export type PartitionedTable = keyof typeof partitionedTables;

/** Months that are there before they begin: for so long the job may fail to run. */
const monthsAhead = 3;

/** No sign-in waits longer than this for a table that is being split. */
const lockTimeoutMs = 1000;

/**
 * Makes the tables of the month and of the next ones. A row of a month without a table is in the default partition, so no
 * insert ever fails; such rows are moved to their month. Inside a transaction. Returns the names of the new tables.
 */
export async function createPartitions(db: Kysely<never>, at: Date): Promise<string[]> {
  await sql.raw(`set local lock_timeout = ${lockTimeoutMs}`).execute(db);
  const made: string[] = [];
  for (const table of Object.keys(partitionedTables) as PartitionedTable[]) {
    const existing = await partitionsOf(db, table);
    const strayed = await monthsInDefault(db, table);
    const wanted = Array.from({ length: monthsAhead + 1 }, (_, index) => monthAfter(monthOf(at), index));
    const missing = [...new Set([...wanted, ...strayed])].filter((month) => !existing.includes(month));
    // what is in the default partition keeps the table of its month from being made beside it
    if (strayed.length > 0) await sql.raw(`alter table ${table} detach partition ${table}_default`).execute(db);
    for (const month of missing) await createPartition(db, table, month);
    if (strayed.length > 0) await emptyDefault(db, table);
    made.push(...missing.map((month) => `${table}_${month}`));
  }
  return made;
}

/** Drops the months that ended before `before`, as wholes. Inside a transaction. Returns the names of the dropped tables. */
export async function dropPartitions(db: Kysely<never>, table: PartitionedTable, before: Date): Promise<string[]> {
  await sql.raw(`set local lock_timeout = ${lockTimeoutMs}`).execute(db);
  const old = (await partitionsOf(db, table)).filter((month) => startOf(monthAfter(month)) <= before);
  for (const month of old) await sql.raw(`drop table ${table}_${month}`).execute(db);
  return old.map((month) => `${table}_${month}`);
}

async function partitionsOf(db: Kysely<never>, table: PartitionedTable): Promise<Month[]> {
  const { rows } = await sql<{ name: string }>`
    select child.relname as name from pg_inherits join pg_class child on child.oid = inhrelid
    where inhparent = ${table}::regclass order by child.relname`.execute(db);
  return rows.map(({ name }) => name.slice(table.length + 1)).filter((suffix): suffix is Month => /^\d{4}_\d\d$/.test(suffix));
}

async function monthsInDefault(db: Kysely<never>, table: PartitionedTable): Promise<Month[]> {
  const { rows } = await sql
    .raw<{ month: Month }>(`select distinct to_char(${partitionedTables[table]}, 'YYYY_MM') as month from ${table}_default`)
    .execute(db);
  return rows.map(({ month }) => month);
}

async function createPartition(db: Kysely<never>, table: PartitionedTable, month: Month): Promise<void> {
  const [from, to] = [startOf(month), startOf(monthAfter(month))].map((start) => `'${start.toISOString()}'`);
  await sql.raw(`create table ${table}_${month} partition of ${table} for values from (${from}) to (${to})`).execute(db);
}

/** The trigger that keeps audit rows from being changed is not on a table that is detached. */
async function emptyDefault(db: Kysely<never>, table: PartitionedTable): Promise<void> {
  await sql.raw(`insert into ${table} select * from ${table}_default`).execute(db);
  await sql.raw(`delete from ${table}_default`).execute(db);
  await sql.raw(`alter table ${table} attach partition ${table}_default default`).execute(db);
}
