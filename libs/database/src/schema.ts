import type { ColumnType, Generated } from 'kysely';

/** Written once, read as a Date. */
type Stamp = ColumnType<Date, Date | string | undefined, never>;
type StampOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/** One person, known by a number that was verified. */
export interface Users {
  id: Generated<number>;
  /** E.164. */
  phone: string;
  name: string;
  role: string;
  created_at: Stamp;
  /** When the number was last verified. */
  phone_verified_at: StampOrNull;
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
  /** The channel over which the code came: an `amr` of its access tokens. */
  channel: string;
  /** The authentication itself; refreshing does not move it. */
  created_at: Stamp;
  expires_at: ColumnType<Date, Date | string, never>;
  ended_at: StampOrNull;
  end_reason: string | null;
}

/** Challenges whose code was used: the primary key lets one caller through. Kept for a day. */
export interface Claims {
  challenge_id: string;
  claimed_at: Stamp;
}

/** What happened. Rows are only ever added. */
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

/** What a provider reported of a message, each status once: so that a report that comes twice or late changes nothing. */
export interface MessageReceipts {
  provider: string;
  provider_message_id: string;
  status: string;
  at: Stamp;
  fault: string | null;
  /** The provider's own error number. */
  code: string | null;
  price: string | null;
}

/** Every table, on one page: migrations are ordered across features. */
export interface Schema {
  users: Users;
  sessions: Sessions;
  claims: Claims;
  audit_events: AuditEvents;
  messages: Messages;
  message_receipts: MessageReceipts;
}
