import { type Kysely, sql } from 'kysely';
import { createPartitions } from '../partitions.js';

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await createPartitions(db, new Date());
}

// Numbers, hashes and ids are compared byte by byte (`collate "C"`): that is cheaper, and an index in the order of the server's
// locale is wrong after an upgrade of its operating system changed that order.
const users = `create table users (
    id bigint generated always as identity primary key,
    external_id text collate "C" unique,
    phone text collate "C" not null unique check (phone ~ '^\\+[1-9][0-9]{6,14}$'),
    name text not null,
    role text not null,
    created_at timestamptz not null default now(),
    phone_verified_at timestamptz,
    second_factor_since timestamptz,
    disabled_at timestamptz
  )`;

const sessions = [
  `create table sessions (
    id uuid primary key,
    family_hash text collate "C" not null unique,
    user_id bigint not null references users (id) on delete cascade,
    generation integer not null default 0,
    rotated_at timestamptz,
    grace_uses integer not null default 0,
    channel text,
    amr text[] not null,
    acr text not null,
    auth_time timestamptz not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at timestamptz,
    end_reason text
  )`,
  'create index sessions_user on sessions (user_id)',
];

const claims = [
  `create table claims (
    kind text collate "C" not null,
    id text collate "C" not null,
    claimed_at timestamptz not null default now(),
    primary key (kind, id)
  )`,
  'create index claims_age on claims (claimed_at)',
];

// a sequence and no identity: an identity of a partitioned table needs Postgres 17
const auditEvents = [
  'create sequence audit_events_id as bigint',
  `create table audit_events (
    id bigint not null default nextval('audit_events_id'),
    at timestamptz not null default now(),
    event text not null,
    reason text,
    count integer not null default 1,
    user_id bigint,
    session_id uuid,
    phone_hash text collate "C",
    country text,
    purpose text,
    channel text,
    provider text collate "C",
    request_id text collate "C",
    network text,
    primary key (id, at)
  ) partition by range (at)`,
  'create table audit_events_default partition of audit_events default',
  'create index audit_events_user on audit_events (user_id, id)',
  'create index audit_events_phone on audit_events (phone_hash, id)',
  `create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'rows of % are only ever added', tg_table_name using errcode = 'insufficient_privilege';
  end $$`,
  `create trigger audit_events_append_only before update or delete on audit_events
    for each row execute function refuse_change()`,
];

const messages = [
  'create sequence messages_id as bigint',
  `create table messages (
    id bigint not null default nextval('messages_id'),
    requested_at timestamptz not null default now(),
    provider text collate "C" not null,
    provider_message_id text collate "C",
    rejection_kind text,
    challenge_id text collate "C",
    phone_hash text collate "C",
    country text,
    purpose text not null,
    channel text not null,
    locale text,
    segments integer,
    request_id text collate "C",
    verified_at timestamptz,
    escalated_at timestamptz,
    primary key (id, requested_at)
  ) partition by range (requested_at)`,
  'create table messages_default partition of messages default',
  'create index messages_provider_message on messages (provider, provider_message_id)',
  'create index messages_challenge on messages (challenge_id)',
  'create index messages_request on messages (request_id)',
  'create index messages_phone on messages (phone_hash, id)',
  'create index messages_age on messages (requested_at)',
];

// by month and not by `at`: a key of a partitioned table holds what it is split by, and a status that is reported again has another `at`
const messageReceipts = [
  `create table message_receipts (
    provider text collate "C" not null,
    provider_message_id text collate "C" not null,
    status text collate "C" not null,
    month date not null,
    at timestamptz not null default now(),
    fault text,
    code text,
    price_micros bigint,
    price_currency text,
    primary key (provider, provider_message_id, status, month),
    check ((price_micros is null) = (price_currency is null))
  ) partition by range (month)`,
  'create table message_receipts_default partition of message_receipts default',
  "create index message_receipts_delivered on message_receipts (provider, at) where status = 'delivered'",
];

const recurringJobs = `create table recurring_jobs (
    name text collate "C" primary key,
    last_run_at timestamptz not null
  )`;

const statements = [users, ...sessions, ...claims, ...auditEvents, ...messages, ...messageReceipts, recurringJobs];
