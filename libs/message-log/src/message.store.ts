import { Injectable } from '@nestjs/common';
import type { Channel } from '@sixdigit/contract';
import { Database, defineStatement, now } from '@sixdigit/database';
import type { DeliveryReceipt } from '@sixdigit/delivery';
import type { LostMessage, MessageName, MessageSent, MessageVerified } from './message-event.js';

/** A code lives for minutes: what came back belongs to a message of the last day. */
const verifiedWithin = '1 day';
/** A failure that is reported later says nothing to anybody any more; receipts themselves are kept however late they are. */
const lostWithin = '7 days';

/** Messages of so long, and so in the tables of one month or two. The day ahead is for instances whose clocks differ. */
const requestedWithin = (age: string) => `requested_at > ${now} - interval '${age}' and requested_at < ${now} + interval '1 day'`;

/** The month of the time that lies so far back: what receipts are split by. */
const monthBefore = (age: string) => `date_trunc('month', (${now} - interval '${age}') at time zone 'UTC')::date`;

const append = defineStatement<{ messages: string }>(
  'messages_append',
  `insert into messages
      (requested_at, provider, provider_message_id, rejection_kind, challenge_id, phone_hash, country, purpose, channel, locale, segments, request_id)
    select at, provider, "providerMessageId", "rejectionKind", "challengeId", "phoneHash", country, purpose, channel, locale, segments, "requestId"
    from jsonb_to_recordset(:messages::jsonb) as e(
      at timestamptz, provider text, "providerMessageId" text, "rejectionKind" text, "challengeId" text, "phoneHash" text, country text,
      purpose text, channel text, locale text, segments integer, "requestId" text)`,
);

const verify = defineStatement<{ events: string }, { provider: string; provider_message_id: string }>(
  'messages_verify',
  `update messages set verified_at = e.at
    from jsonb_to_recordset(:events::jsonb) as e(at timestamptz, verified text)
    where challenge_id = e.verified and ${requestedWithin(verifiedWithin)} and verified_at is null and provider_message_id is not null
    returning provider, provider_message_id`,
);

interface LostRow {
  readonly challenge_id: string;
  readonly channel: Channel;
  readonly locale: string | null;
  readonly country: string | null;
}

/** The messages that have not arrived, as far as is known. */
const notArrived = `verified_at is null and escalated_at is null and not exists (
    select from message_receipts r
    where r.provider = messages.provider and r.provider_message_id = messages.provider_message_id and r.status in ('delivered', 'read')
      and r.month between ${monthBefore(lostWithin)} and ${monthBefore('0')})`;

/** A status that was received before is not written again; nothing is ever taken back by an old receipt. */
const receive = defineStatement<{ receipts: string }, LostRow>(
  'receipts_receive',
  `with given as (
      select provider, "providerMessageId" as provider_message_id, status, fault, code, "priceMicros" as price_micros, "priceCurrency" as price_currency
      from jsonb_to_recordset(:receipts::jsonb) as e(
        provider text, "providerMessageId" text, status text, fault text, code text, "priceMicros" bigint, "priceCurrency" text)
    ), fresh as (
      insert into message_receipts (provider, provider_message_id, status, month, at, fault, code, price_micros, price_currency)
      select distinct on (provider, provider_message_id, status) provider, provider_message_id, status, ${monthBefore('0')}, ${now},
        fault, code, price_micros, price_currency
      from given
      where not exists (
        select from message_receipts r
        where r.provider = given.provider and r.provider_message_id = given.provider_message_id and r.status = given.status
          and r.month = ${monthBefore('1 month')})
      on conflict do nothing returning provider, provider_message_id, status
    ), lost as (
      update messages set escalated_at = ${now}
      from fresh
      where messages.provider = fresh.provider and messages.provider_message_id = fresh.provider_message_id
        and fresh.status in ('undelivered', 'failed') and ${requestedWithin(lostWithin)} and ${notArrived}
      returning challenge_id, channel, locale, country
    )
    select challenge_id, channel, locale, country from lost where challenge_id is not null`,
);

/** Silence says something only of a provider that reports: one whose receipts do not reach us would be taken for one that delivers nothing. */
const overdue = defineStatement<{ seconds: number }, LostRow>(
  'messages_overdue',
  `update messages set escalated_at = ${now}
    where provider_message_id is not null and challenge_id is not null
      and requested_at < ${now} - :seconds::int * interval '1 second' and requested_at > ${now} - interval '10 minutes' and ${notArrived}
      and exists (
        select from message_receipts r
        where r.provider = messages.provider and r.status = 'delivered' and r.at > ${now} - interval '1 day'
          and r.month between ${monthBefore('1 day')} and ${monthBefore('0')})
    returning challenge_id, channel, locale, country`,
);

/** The messages of the service and what providers said of them. */
@Injectable()
export class MessageStore {
  constructor(private readonly database: Database) {}

  async append(messages: readonly MessageSent[]): Promise<void> {
    await this.database.run(append, { messages: JSON.stringify(messages) });
  }

  /** Answers the messages whose code came back. */
  async verify(events: readonly MessageVerified[]): Promise<readonly MessageName[]> {
    const rows = await this.database.run(verify, { events: JSON.stringify(events) });
    return rows.map(({ provider, provider_message_id }) => ({ provider, providerMessageId: provider_message_id }));
  }

  /** Keeps receipts. Answers messages that are now known not to have arrived, each once. */
  async receive(receipts: readonly DeliveryReceipt[]): Promise<readonly LostMessage[]> {
    const rows = receipts.map(({ price, ...receipt }) => ({ ...receipt, priceMicros: price?.micros, priceCurrency: price?.currency }));
    return (await this.database.run(receive, { receipts: JSON.stringify(rows) })).map(lostOf);
  }

  /** Answers messages of which no delivery was reported for so long, each once; of providers that reported one within a day. */
  async overdue(seconds: number): Promise<readonly LostMessage[]> {
    return (await this.database.run(overdue, { seconds })).map(lostOf);
  }
}

function lostOf({ challenge_id, channel, locale, country }: LostRow): LostMessage {
  return { challengeId: challenge_id, channel, locale: locale ?? undefined, country: country ?? undefined };
}
