import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table messages (
    id bigint generated always as identity primary key,
    requested_at timestamptz not null default now(),
    provider text not null,
    message_ref text,
    refused text,
    challenge_id text,
    phone_mark text,
    country text,
    purpose text not null,
    channel text not null,
    locale text,
    segments integer,
    request_id text,
    verified_at timestamptz,
    escalated_at timestamptz
  )`,
  'create index messages_ref on messages (provider, message_ref)',
  'create index messages_challenge on messages (challenge_id)',
  'create index messages_phone on messages (phone_mark, id)',
  'create index messages_age on messages (requested_at)',
  `create table message_reports (
    provider text not null,
    message_ref text not null,
    status text not null,
    at timestamptz not null default now(),
    fault text,
    code text,
    price text,
    primary key (provider, message_ref, status)
  )`,
  'create index message_reports_age on message_reports (at)',
];
