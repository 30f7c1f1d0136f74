import type { Clock } from '@sixdigit/contract';
import type { Database } from '@sixdigit/database';
import type { LostMessage, MessageProven, MessageReport, MessageSent } from './message-event.js';
import { type MessageStory, type StoryOf, type StoryRow, storyFrom, storyStatement } from './message-story.js';

const append = {
  name: 'messages_append',
  text: `insert into messages
      (requested_at, provider, message_ref, refused, challenge_id, phone_mark, country, purpose, channel, locale, segments, request_id)
    select at, provider, "messageRef", refused, "challengeId", "phoneMark", country, purpose, channel, locale, segments, "requestId"
    from jsonb_to_recordset($1::jsonb) as e(
      at timestamptz, provider text, "messageRef" text, refused text, "challengeId" text, "phoneMark" text, country text,
      purpose text, channel text, locale text, segments integer, "requestId" text)`,
};

const proven = {
  name: 'messages_proven',
  text: `update messages set verified_at = e.at
    from jsonb_to_recordset($1::jsonb) as e(at timestamptz, proven text)
    where challenge_id = e.proven and verified_at is null and message_ref is not null
    returning provider, message_ref`,
};

/** A status that was reported before is not written again; nothing is ever taken back by an old report. */
const report = {
  name: 'messages_report',
  text: `with given as (
      select provider, "messageId" as message_ref, status, fault, code, price
      from jsonb_to_recordset($1::jsonb) as e(provider text, "messageId" text, status text, fault text, code text, price text)
    ), fresh as (
      insert into message_reports (provider, message_ref, status, at, fault, code, price)
      select distinct on (provider, message_ref, status) provider, message_ref, status, now() + $2::float8 * interval '1 ms', fault, code, price
      from given
      on conflict do nothing returning provider, message_ref, status
    ), lost as (
      update messages set escalated_at = now() + $2::float8 * interval '1 ms'
      from fresh
      where messages.provider = fresh.provider and messages.message_ref = fresh.message_ref
        and fresh.status in ('undelivered', 'failed') and verified_at is null and escalated_at is null
        and not exists (
          select from message_reports r
          where r.provider = messages.provider and r.message_ref = messages.message_ref and r.status in ('delivered', 'read'))
      returning challenge_id, channel, locale, country
    )
    select challenge_id, channel, locale, country from lost where challenge_id is not null`,
};

/** Silence says something only of a vendor that reports: one whose reports do not reach us would be taken for one that delivers nothing. */
const overdue = {
  name: 'messages_overdue',
  text: `update messages set escalated_at = now() + $2::float8 * interval '1 ms'
    where message_ref is not null and challenge_id is not null and verified_at is null and escalated_at is null
      and requested_at < now() + $2::float8 * interval '1 ms' - $1::int * interval '1 second'
      and requested_at > now() + $2::float8 * interval '1 ms' - interval '10 minutes'
      and not exists (
        select from message_reports r
        where r.provider = messages.provider and r.message_ref = messages.message_ref and r.status in ('delivered', 'read'))
      and exists (
        select from message_reports r
        where r.provider = messages.provider and r.status = 'delivered' and r.at > now() + $2::float8 * interval '1 ms' - interval '1 day')
    returning challenge_id, channel, locale, country`,
};

const forget = {
  name: 'messages_forget',
  text: `with gone as (
      delete from messages where requested_at < now() + $2::float8 * interval '1 ms' - $1::int * interval '1 day'
    )
    delete from message_reports where at < now() + $2::float8 * interval '1 ms' - $1::int * interval '1 day'`,
};

interface LostRow {
  readonly challenge_id: string;
  readonly channel: string;
  readonly locale: string | null;
  readonly country: string | null;
}

/** The messages of the service and what was reported of them. */
export class MessageStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async append(messages: readonly MessageSent[]): Promise<void> {
    await this.database.run(append, [JSON.stringify(messages)]);
  }

  /** Answers the messages whose code came back. */
  async prove(events: readonly MessageProven[]): Promise<readonly { provider: string; message_ref: string }[]> {
    return this.database.run<{ provider: string; message_ref: string }>(proven, [JSON.stringify(events)]);
  }

  /** Answers messages that are now known not to have arrived, each once. */
  async report(reports: readonly MessageReport[]): Promise<readonly LostMessage[]> {
    return (await this.database.run<LostRow>(report, [JSON.stringify(reports), this.clock.offsetMs])).map(lostOf);
  }

  /** Answers messages of which no delivery was reported for so long, each once; of vendors that reported one within a day. */
  async overdue(seconds: number): Promise<readonly LostMessage[]> {
    return (await this.database.run<LostRow>(overdue, [seconds, this.clock.offsetMs])).map(lostOf);
  }

  /** The newest first. */
  async stories(of: StoryOf, countMax: number): Promise<readonly MessageStory[]> {
    const [statement, value] = storyStatement(of);
    return (await this.database.run<StoryRow>(statement, [value, countMax])).map(storyFrom);
  }

  /** Forgets messages and reports that are older. */
  async forget(days: number): Promise<void> {
    await this.database.run(forget, [days, this.clock.offsetMs]);
  }
}

function lostOf({ challenge_id, channel, locale, country }: LostRow): LostMessage {
  return { challengeId: challenge_id, channel, locale: locale ?? undefined, country: country ?? undefined };
}
