import type { ColumnType, Generated } from 'kysely';

/** Written once, read as a Date. */
type Stamp = ColumnType<Date, Date | string | undefined, never>;
type StampOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/** One person, known by a number that was proven. */
export interface Users {
  id: Generated<number>;
  /** E.164. */
  phone: string;
  name: string;
  role: string;
  created_at: Stamp;
  /** When the number was last proven. */
  proved_at: StampOrNull;
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
  graced: Generated<number>;
  /** The channel over which the code came: an `amr` of its access tokens. */
  channel: string;
  /** The authentication itself; refreshing does not move it. */
  created_at: Stamp;
  expires_at: ColumnType<Date, Date | string, never>;
  ended_at: StampOrNull;
  ended_because: string | null;
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
  tally: Generated<number>;
  user_id: number | null;
  session_id: string | null;
  /** A keyed pseudonym of the number. */
  phone_mark: string | null;
  country: string | null;
  purpose: string | null;
  channel: string | null;
  strategy: string | null;
  request_id: string | null;
  network: string | null;
}

/** A message that a vendor took, or refused. What became of it stands in {@link MessageReports}. */
export interface Messages {
  id: Generated<number>;
  requested_at: Stamp;
  provider: string;
  /** The vendor's name for it; none where the vendor refused it. */
  message_ref: string | null;
  /** Why the vendor refused it. */
  refused: string | null;
  challenge_id: string | null;
  /** A keyed pseudonym of the number. */
  phone_mark: string | null;
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

/** What a vendor reported of a message, each status once: so that a report that comes twice or late changes nothing. */
export interface MessageReports {
  provider: string;
  message_ref: string;
  status: string;
  at: Stamp;
  fault: string | null;
  /** The vendor's own error number. */
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
  message_reports: MessageReports;
}
