import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { connect } from './connect.js';
import { DatabaseConfig } from './database.config.js';
import type { Database } from './database.js';
import { FolderInUse, lockFolder } from './folder-lock.js';
import { migrate } from './migrate.js';
import type { Schema } from './schema.js';
import { defineStatement } from './statement.js';

type Columns = { [Table in keyof Schema]: Record<keyof Schema[Table], string> };

/** Every column of the written types, held against the real ones. */
const columns: Columns = {
  users: {
    id: 'bigint',
    external_id: 'text?',
    phone: 'text',
    name: 'text',
    role: 'text',
    created_at: 'timestamp with time zone',
    phone_verified_at: 'timestamp with time zone?',
    second_factor_since: 'timestamp with time zone?',
    disabled_at: 'timestamp with time zone?',
  },
  sessions: {
    id: 'uuid',
    family_hash: 'text',
    user_id: 'bigint',
    generation: 'integer',
    rotated_at: 'timestamp with time zone?',
    grace_uses: 'integer',
    channel: 'text?',
    amr: 'ARRAY',
    acr: 'text',
    auth_time: 'timestamp with time zone',
    created_at: 'timestamp with time zone',
    expires_at: 'timestamp with time zone',
    ended_at: 'timestamp with time zone?',
    end_reason: 'text?',
  },
  claims: { kind: 'text', id: 'text', claimed_at: 'timestamp with time zone' },
  audit_events: {
    id: 'bigint',
    at: 'timestamp with time zone',
    event: 'text',
    reason: 'text?',
    count: 'integer',
    user_id: 'bigint?',
    session_id: 'uuid?',
    phone_hash: 'text?',
    country: 'text?',
    purpose: 'text?',
    channel: 'text?',
    provider: 'text?',
    request_id: 'text?',
    network: 'text?',
  },
  messages: {
    id: 'bigint',
    requested_at: 'timestamp with time zone',
    provider: 'text',
    provider_message_id: 'text?',
    rejection_kind: 'text?',
    challenge_id: 'text?',
    phone_hash: 'text?',
    country: 'text?',
    purpose: 'text',
    channel: 'text',
    locale: 'text?',
    segments: 'integer?',
    request_id: 'text?',
    verified_at: 'timestamp with time zone?',
    escalated_at: 'timestamp with time zone?',
  },
  message_receipts: {
    provider: 'text',
    provider_message_id: 'text',
    status: 'text',
    month: 'date',
    at: 'timestamp with time zone',
    fault: 'text?',
    code: 'text?',
    price_micros: 'bigint?',
    price_currency: 'text?',
  },
  recurring_jobs: { name: 'text', last_run_at: 'timestamp with time zone' },
};

const urls = { embedded: 'memory:', postgres: process.env['TEST_DATABASE_URL'] };

describe.each(Object.entries(urls).filter(([, url]) => url))('the tables (%s)', (engine, url) => {
  let database: Database;
  beforeAll(async () => {
    database = await connect(Object.assign(new DatabaseConfig(), { url }));
  });
  afterAll(() => database.close());

  it('have the columns that are written down', async () => {
    const { rows } = await sql<{ table_name: keyof Schema; column_name: string; data_type: string; is_nullable: string }>`
      select table_name, column_name, data_type, is_nullable from information_schema.columns
      join pg_class on relname = table_name and relnamespace = 'public'::regnamespace
      where table_schema = 'public' and table_name not like 'kysely%' and not relispartition`.execute(database.kysely);
    const real: Record<string, Record<string, string>> = {};
    for (const row of rows) {
      real[row.table_name] ??= {};
      real[row.table_name]![row.column_name] = `${row.data_type}${row.is_nullable === 'YES' ? '?' : ''}`;
    }
    expect(real).toEqual(columns);
  });

  it('are up to date after the start, however often it is repeated', async () => {
    expect(await migrate(database.kysely)).toEqual([]);
  });

  it('have no index in the order of a locale, which an upgrade of the operating system may change', async () => {
    const { rows } = await sql<{ index: string }>`
      select indexrelid::regclass::text as index from pg_index
      join pg_class c on c.oid = indrelid and relnamespace = 'public'::regnamespace and relname not like 'kysely%'
      where exists (select from unnest(indcollation::oid[]) as used where used = '"default"'::regcollation::oid)`.execute(database.kysely);
    expect(rows).toEqual([]);
  });

  it('take audit rows and never change one', async () => {
    await database.kysely
      .insertInto('audit_events')
      .values({ event: 'test' } as never)
      .execute();
    await expect(database.kysely.updateTable('audit_events').set({ event: 'other' }).execute()).rejects.toThrow(/only ever added/);
    await expect(database.kysely.deleteFrom('audit_events').execute()).rejects.toThrow(/only ever added/);
  });

  it('answer big numbers as numbers on both engines', async () => {
    const { rows } = await sql<{ n: unknown }>`select count(*) as n from users`.execute(database.kysely);
    expect(typeof rows[0]?.n).toBe('number');
  });

  it('run a named statement', async () => {
    expect(database.engineTitle).toBe(engine);
    const one = defineStatement<{ n: number }, { n: number }>(`one_of_${engine}`, 'select :n::int as n');
    expect(await database.run(one, { n: 1 })).toEqual([{ n: 1 }]);
  });
});

describe('a database that is away', () => {
  it('is a problem of ours, not an error of a driver', async () => {
    const config = Object.assign(new DatabaseConfig(), { url: 'postgres://nobody@127.0.0.1:1/none' });
    await expect(connect(config)).rejects.toThrow();
  });
});

describe('a data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sixdigit-lock-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('belongs to one process at a time, named in the refusal', () => {
    const release = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    expect(() => lockFolder(folder)).toThrow(`in use by process ${process.pid}`);
    release();
    lockFolder(folder)();
  });

  it('is taken over from a process that is gone, and from one whose number was given out again', () => {
    for (const holder of [{ pid: 2 ** 22 + 1, started: '1' }, { pid: process.pid, started: 'long ago' }, 'half-written']) {
      writeFileSync(join(folder, 'lock'), JSON.stringify(holder));
      lockFolder(folder)();
    }
  });
});
