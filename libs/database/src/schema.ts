import type { ColumnType, Generated } from 'kysely';

/** Written once, read as a Date. */
type Stamp = ColumnType<Date, Date | string | undefined, never>;
type StampOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/** One person, known by a number that was verified. */
export interface Users {
  id: Generated<number>;
  /** What the system that the user was imported from called them. */
  external_id: string | null;
  /** E.164. */
  phone: string;
  name: string;
  role: string;
  created_at: Stamp;
  /** When the number was last verified. */
  phone_verified_at: StampOrNull;
  /** Since when one proof opens no session. */
  second_factor_since: StampOrNull;
  disabled_at: StampOrNull;
}

/** A session is a family of refresh tokens, of which only the newest is good. */
export interface Sessions {
  /** UUID; the `sid` of its access tokens. */
  id: string;
  /** SHA-256 of the secret that all refresh tokens of the family share, base64url. */
  family_hash: string;
  user_id: number;
  /** How often the refresh token was rotated. */
  generation: Generated<number>;
  rotated_at: StampOrNull;
  /** How often the immediate predecessor was answered within the grace window. */
  grace_uses: Generated<number>;
  /** The channel over which the code came; none for a proof without one. */
  channel: string | null;
  /** How the user proved themselves (RFC 8176), and how strongly: for the access tokens. */
  amr: string[];
  acr: string;
  /** The authentication itself; refreshing does not move it. */
  auth_time: ColumnType<Date, Date | string, Date | string>;
  created_at: Stamp;
  expires_at: ColumnType<Date, Date | string, never>;
  ended_at: StampOrNull;
  end_reason: string | null;
}

/** Single-use things that were used: the primary key lets one caller through. Kept for a day. */
export interface Claims {
  kind: string;
  id: string;
  claimed_at: Stamp;
}

/** What happened. Rows are only ever added, and go with their month. */
export interface AuditEvents {
  id: Generated<number>;
  at: Stamp;
  event: string;
  reason: string | null;
  /** How many events of this kind the row stands for. */
  count: Generated<number>;
  user_id: number | null;
  session_id: string | null;
  /** A keyed pseudonym of the number. */
  phone_hash: string | null;
  country: string | null;
  purpose: string | null;
  channel: string | null;
  provider: string | null;
  request_id: string | null;
  network: string | null;
}

/** A message that a provider took, or refused. What became of it stands in {@link MessageReceipts}. */
export interface Messages {
  id: Generated<number>;
  requested_at: Stamp;
  provider: string;
  /** The provider's name for it; none where the provider refused it. */
  provider_message_id: string | null;
  /** Why the provider refused it. */
  rejection_kind: string | null;
  challenge_id: string | null;
  /** A keyed pseudonym of the number. */
  phone_hash: string | null;
  country: string | null;
  purpose: string;
  channel: string;
  locale: string | null;
  segments: number | null;
  request_id: string | null;
  /** When its code came back. */
  verified_at: StampOrNull;
  /** When another channel took over. */
  escalated_at: StampOrNull;
}

/** What a provider says of a message, each status once: so that a receipt that comes twice or late changes nothing. */
export interface MessageReceipts {
  provider: string;
  provider_message_id: string;
  status: string;
  /** The first day of the month of `at`, in UTC: a part of the key, because the table is split by it. */
  month: ColumnType<Date, string, never>;
  at: Stamp;
  fault: string | null;
  /** The provider's own error number. */
  code: string | null;
  /** In millionths of the currency's unit. */
  price_micros: number | null;
  /** ISO 4217, or the provider's own unit. */
  price_currency: string | null;
}

/** When each job was last begun, by whichever instance. */
export interface RecurringJobRows {
  name: string;
  last_run_at: ColumnType<Date, Date | string, Date | string>;
}

/** Every table, on one page: migrations are ordered across features. */
export interface Schema {
  users: Users;
  sessions: Sessions;
  claims: Claims;
  audit_events: AuditEvents;
  messages: Messages;
  message_receipts: MessageReceipts;
  recurring_jobs: RecurringJobRows;
}
