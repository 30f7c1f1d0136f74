/** What a provider said of a message. */
interface HistoryReceipt {
  readonly status: string;
  readonly at: Date;
  /** The kind of fault, and the provider's own number of it. */
  readonly fault: string | undefined;
  readonly code: string | undefined;
  /** With its currency, as the provider wrote it. */
  readonly price: string | undefined;
}

/** One message, from its request to its code that came back. Without number and code. */
export interface MessageHistory {
  readonly requestedAt: Date;
  readonly provider: string;
  /** The provider's name for it; undefined for one that it refused. */
  readonly providerMessageId: string | undefined;
  /** The kind of fault that it was refused for. */
  readonly rejectionKind: string | undefined;
  readonly purpose: string;
  readonly channel: string;
  readonly country: string | undefined;
  readonly locale: string | undefined;
  readonly segments: number | undefined;
  readonly requestId: string | undefined;
  /** In the order in which they came. */
  readonly reports: readonly HistoryReceipt[];
  /** When another channel was asked to take over. */
  readonly escalatedAt: Date | undefined;
  readonly verifiedAt: Date | undefined;
}

/** Whose messages: of a number, by the marks that its keys give; of one request; of one challenge. */
export type HistoryQuery = { readonly phoneHashes: readonly string[] } | { readonly requestId: string } | { readonly challengeId: string };

const columns = `m.requested_at, m.provider, m.provider_message_id, m.rejection_kind, m.purpose, m.channel, m.country, m.locale, m.segments, m.request_id,
  m.escalated_at, m.verified_at,
  (select coalesce(jsonb_agg(r order by r.at, r.status), '[]') from message_receipts r
    where r.provider = m.provider and r.provider_message_id = m.provider_message_id) as reports`;

const select = (name: string, condition: string) => ({
  name: `messages_by_${name}`,
  text: `select ${columns} from messages m where ${condition} order by m.id desc limit $2`,
});

const byPhone = select('phone', 'm.phone_hash = any($1::text[])');
const byRequest = select('request', 'm.request_id = $1');
const byChallenge = select('challenge', 'm.challenge_id = $1');

/** The statement that finds them, and its first value. */
export function historyStatement(of: HistoryQuery): readonly [{ readonly name: string; readonly text: string }, unknown] {
  if ('phoneHashes' in of) return [byPhone, of.phoneHashes];
  return 'requestId' in of ? [byRequest, of.requestId] : [byChallenge, of.challengeId];
}

/** As {@link historyStatement} answers it. */
export interface HistoryRow {
  readonly requested_at: Date;
  readonly provider: string;
  readonly provider_message_id: string | null;
  readonly rejection_kind: string | null;
  readonly purpose: string;
  readonly channel: string;
  readonly country: string | null;
  readonly locale: string | null;
  readonly segments: number | null;
  readonly request_id: string | null;
  readonly escalated_at: Date | null;
  readonly verified_at: Date | null;
  readonly reports: readonly {
    readonly status: string;
    readonly at: string;
    readonly fault: string | null;
    readonly code: string | null;
    readonly price: string | null;
  }[];
}

export function historyFrom(row: HistoryRow): MessageHistory {
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
    reports: row.reports.map(({ status, at, fault, code, price }) => ({
      status,
      at: new Date(at),
      fault: fault ?? undefined,
      code: code ?? undefined,
      price: price ?? undefined,
    })),
    escalatedAt: row.escalated_at ?? undefined,
    verifiedAt: row.verified_at ?? undefined,
  };
}
