import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table messages (
    id bigint generated always as identity primary key,
    requested_at timestamptz not null default now(),
    provider text not null,
    provider_message_id text,
    rejection_kind text,
    challenge_id text,
    phone_hash text,
    country text,
    purpose text not null,
    channel text not null,
    locale text,
    segments integer,
    request_id text,
    verified_at timestamptz,
    escalated_at timestamptz
  )`,
  'create index messages_ref on messages (provider, provider_message_id)',
  'create index messages_challenge on messages (challenge_id)',
  'create index messages_phone on messages (phone_hash, id)',
  'create index messages_age on messages (requested_at)',
  `create table message_receipts (
    provider text not null,
    provider_message_id text not null,
    status text not null,
    at timestamptz not null default now(),
    fault text,
    code text,
    price text,
    primary key (provider, provider_message_id, status)
  )`,
  'create index message_reports_age on message_receipts (at)',
];
