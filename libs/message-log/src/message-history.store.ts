import { Injectable } from '@nestjs/common';
import type { Channel, Purpose } from '@sixdigit/contract';
import { Database, defineStatement } from '@sixdigit/database';
import type { HistoryPage, MessageHistory, PageRequest } from './message-history.js';

/** Of a number, by the hashes that each key gives it; of one request; of one challenge. */
export type StoredHistoryQuery =
  | { readonly phoneHashes: readonly string[] }
  | { readonly requestId: string }
  | { readonly challengeId: string };

interface HistoryRow {
  readonly id: number;
  readonly requested_at: Date;
  readonly provider: string;
  readonly provider_message_id: string | null;
  readonly rejection_kind: string | null;
  readonly purpose: Purpose;
  readonly channel: Channel;
  readonly country: string | null;
  readonly locale: string | null;
  readonly segments: number | null;
  readonly request_id: string | null;
  readonly challenge_id: string | null;
  readonly escalated_at: Date | null;
  readonly verified_at: Date | null;
  readonly receipts: readonly {
    readonly status: string;
    readonly at: string;
    readonly fault: string | null;
    readonly code: string | null;
    readonly price_micros: number | null;
    readonly price_currency: string | null;
  }[];
}

interface PageParams {
  readonly before: number;
  readonly countMax: number;
}

/** Receipts come within two months of their message, where they come; a day is left for clocks that differ. */
const pageSql = (
  condition: string,
) => `select m.id, m.requested_at, m.provider, m.provider_message_id, m.rejection_kind, m.purpose, m.channel, m.country, m.locale,
      m.segments, m.request_id, m.challenge_id, m.escalated_at, m.verified_at,
      (select coalesce(jsonb_agg(r order by r.at, r.status), '[]') from message_receipts r
        where r.provider = m.provider and r.provider_message_id = m.provider_message_id
          and r.month >= date_trunc('month', (m.requested_at - interval '1 day') at time zone 'UTC')::date
          and r.month <= (m.requested_at + interval '2 months')::date) as receipts
    from messages m where ${condition} and m.id < :before::bigint order by m.id desc limit :countMax::int`;

const byPhone = defineStatement<PageParams & { phoneHashes: readonly string[] }, HistoryRow>(
  'messages_by_phone',
  pageSql('m.phone_hash = any(:phoneHashes::text[])'),
);
const byRequest = defineStatement<PageParams & { requestId: string }, HistoryRow>(
  'messages_by_request',
  pageSql('m.request_id = :requestId'),
);
const byChallenge = defineStatement<PageParams & { challengeId: string }, HistoryRow>(
  'messages_by_challenge',
  pageSql('m.challenge_id = :challengeId'),
);

/** What became of messages, for those who look. */
@Injectable()
export class MessageHistoryStore {
  constructor(private readonly database: Database) {}

  async page(of: StoredHistoryQuery, { countMax, before = Number.MAX_SAFE_INTEGER }: PageRequest): Promise<HistoryPage> {
    // one more than is shown says whether there is a next page
    const rows = await this.rows(of, { before, countMax: countMax + 1 });
    const shown = rows.slice(0, countMax);
    return { messages: shown.map(historyOf), next: rows.length > countMax ? shown.at(-1)?.id : undefined };
  }

  private rows(of: StoredHistoryQuery, page: PageParams): Promise<HistoryRow[]> {
    if ('phoneHashes' in of) return this.database.run(byPhone, { ...of, ...page });
    return 'requestId' in of ? this.database.run(byRequest, { ...of, ...page }) : this.database.run(byChallenge, { ...of, ...page });
  }
}

function historyOf(row: HistoryRow): MessageHistory {
  return {
    requestedAt: row.requested_at,
    provider: row.provider,
    providerMessageId: row.provider_message_id ?? undefined,
    rejectionKind: row.rejection_kind ?? undefined,
    purpose: row.purpose,
    channel: row.channel,
    country: row.country ?? undefined,
    locale: row.locale ?? undefined,
    segments: row.segments ?? undefined,
    requestId: row.request_id ?? undefined,
    challengeId: row.challenge_id ?? undefined,
    receipts: row.receipts.map(receiptOf),
    escalatedAt: row.escalated_at ?? undefined,
    verifiedAt: row.verified_at ?? undefined,
  };
}

function receiptOf({ status, at, fault, code, price_micros, price_currency }: HistoryRow['receipts'][number]) {
  const price = price_micros === null || price_currency === null ? undefined : { micros: price_micros, currency: price_currency };
  return { status, at: new Date(at), fault: fault ?? undefined, code: code ?? undefined, price };
}
