import type { Clock } from '@sixdigit/config';
import type { Database } from '@sixdigit/database';
import type { DeliveryReceipt, LostMessage, MessageSent, MessageVerified } from './message-event.js';
import { type HistoryQuery, type HistoryRow, historyFrom, historyStatement, type MessageHistory } from './message-history.js';

const append = {
  name: 'messages_append',
  text: `insert into messages
      (requested_at, provider, provider_message_id, rejection_kind, challenge_id, phone_hash, country, purpose, channel, locale, segments, request_id)
    select at, provider, "providerMessageId", "rejectionKind", "challengeId", "phoneHash", country, purpose, channel, locale, segments, "requestId"
    from jsonb_to_recordset($1::jsonb) as e(
      at timestamptz, provider text, "providerMessageId" text, "rejectionKind" text, "challengeId" text, "phoneHash" text, country text,
      purpose text, channel text, locale text, segments integer, "requestId" text)`,
};

const verified = {
  name: 'messages_proven',
  text: `update messages set verified_at = e.at
    from jsonb_to_recordset($1::jsonb) as e(at timestamptz, verified text)
    where challenge_id = e.verified and verified_at is null and provider_message_id is not null
    returning provider, provider_message_id`,
};

/** A status that was reported before is not written again; nothing is ever taken back by an old report. */
const report = {
  name: 'messages_report',
  text: `with given as (
      select provider, "providerMessageId" as provider_message_id, status, fault, code, price
      from jsonb_to_recordset($1::jsonb) as e(provider text, "providerMessageId" text, status text, fault text, code text, price text)
    ), fresh as (
      insert into message_receipts (provider, provider_message_id, status, at, fault, code, price)
      select distinct on (provider, provider_message_id, status) provider, provider_message_id, status, now() + $2::float8 * interval '1 ms', fault, code, price
      from given
      on conflict do nothing returning provider, provider_message_id, status
    ), lost as (
      update messages set escalated_at = now() + $2::float8 * interval '1 ms'
      from fresh
      where messages.provider = fresh.provider and messages.provider_message_id = fresh.provider_message_id
        and fresh.status in ('undelivered', 'failed') and verified_at is null and escalated_at is null
        and not exists (
          select from message_receipts r
          where r.provider = messages.provider and r.provider_message_id = messages.provider_message_id and r.status in ('delivered', 'read'))
      returning challenge_id, channel, locale, country
    )
    select challenge_id, channel, locale, country from lost where challenge_id is not null`,
};

/** Silence says something only of a provider that reports: one whose reports do not reach us would be taken for one that delivers nothing. */
const overdue = {
  name: 'messages_overdue',
  text: `update messages set escalated_at = now() + $2::float8 * interval '1 ms'
    where provider_message_id is not null and challenge_id is not null and verified_at is null and escalated_at is null
      and requested_at < now() + $2::float8 * interval '1 ms' - $1::int * interval '1 second'
      and requested_at > now() + $2::float8 * interval '1 ms' - interval '10 minutes'
      and not exists (
        select from message_receipts r
        where r.provider = messages.provider and r.provider_message_id = messages.provider_message_id and r.status in ('delivered', 'read'))
      and exists (
        select from message_receipts r
        where r.provider = messages.provider and r.status = 'delivered' and r.at > now() + $2::float8 * interval '1 ms' - interval '1 day')
    returning challenge_id, channel, locale, country`,
};

const forget = {
  name: 'messages_forget',
  text: `with gone as (
      delete from messages where requested_at < now() + $2::float8 * interval '1 ms' - $1::int * interval '1 day'
    )
    delete from message_receipts where at < now() + $2::float8 * interval '1 ms' - $1::int * interval '1 day'`,
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
  async prove(events: readonly MessageVerified[]): Promise<readonly { provider: string; provider_message_id: string }[]> {
    return this.database.run<{ provider: string; provider_message_id: string }>(verified, [JSON.stringify(events)]);
  }

  /** Answers messages that are now known not to have arrived, each once. */
  async report(reports: readonly DeliveryReceipt[]): Promise<readonly LostMessage[]> {
    return (await this.database.run<LostRow>(report, [JSON.stringify(reports.map(rowOf)), this.clock.offsetMs])).map(lostOf);
  }

  /** Answers messages of which no delivery was reported for so long, each once; of providers that reported one within a day. */
  async overdue(seconds: number): Promise<readonly LostMessage[]> {
    return (await this.database.run<LostRow>(overdue, [seconds, this.clock.offsetMs])).map(lostOf);
  }

  /** The newest first. */
  async history(of: HistoryQuery, countMax: number): Promise<readonly MessageHistory[]> {
    const [statement, value] = historyStatement(of);
    return (await this.database.run<HistoryRow>(statement, [value, countMax])).map(historyFrom);
  }

  /** Forgets messages and reports that are older. */
  async forget(days: number): Promise<void> {
    await this.database.run(forget, [days, this.clock.offsetMs]);
  }
}

const microsPerUnit = 1_000_000;

/** As the table keeps it: a price with its currency, in one text. */
function rowOf({ price, ...receipt }: DeliveryReceipt): object {
  return price ? { ...receipt, price: `${price.micros / microsPerUnit} ${price.currency}` } : receipt;
}

function lostOf({ challenge_id, channel, locale, country }: LostRow): LostMessage {
  return { challengeId: challenge_id, channel, locale: locale ?? undefined, country: country ?? undefined };
}
