/**
 * Parts of which statements are put together: each is written once, so that a claim, a session and an audit row are the same
 * whatever they belong to. The interfaces name the parameters that a part brings with it.
 */

/**
 * The moment of a statement, the same in all its parts. It is the server's own clock, so that every instance agrees, plus
 * an offset that only tests set.
 */
export const now = "(now() + :offset::float8 * interval '1 ms')";

/** What can be used once. */
export type ClaimKind = 'challenge';

export interface ClaimParams {
  /** Of the single-use thing. */
  readonly claimId: string;
}

/** `claim`: one row for the one caller who uses the thing, none for every other. */
export function claimOf(kind: ClaimKind): string {
  return `claim as (
    insert into claims (kind, id, claimed_at) values ('${kind}', :claimId, ${now}) on conflict do nothing returning id)`;
}

export interface SessionParams {
  readonly sessionId: string;
  readonly familyHash: string;
  readonly sessionDays: number;
  /** By which the code came; null for a proof that has none. */
  readonly channel: string | null;
  /** RFC 8176. */
  readonly amr: readonly string[];
  readonly acr: string;
}

/** `session`: opened for each row of `from`, whose `id` is the user's. */
export function sessionOf(from: string): string {
  return `session as (
    insert into sessions (id, family_hash, user_id, channel, amr, acr, auth_time, created_at, expires_at)
    select :sessionId::uuid, :familyHash, id, :channel, :amr::text[], :acr, ${now}, ${now}, ${now} + :sessionDays::int * interval '1 day'
    from ${from} returning id)`;
}

export interface CallerParams {
  readonly requestId: string;
  readonly network: string;
}

/** Columns of an audit row, each an SQL expression over the rows that the event is written for. */
export interface AuditColumns {
  readonly event: string;
  readonly reason?: string;
  readonly user_id?: string;
  readonly session_id?: string;
  readonly phone_hash?: string;
  readonly purpose?: string;
  readonly channel?: string;
}

/** An audit row for each row of `from`: stands alone as the end of a statement, or as one of its parts. */
export function auditOf(columns: AuditColumns, from: string): string {
  return `insert into audit_events (at, ${Object.keys(columns).join(', ')}, request_id, network)
    select ${now}, ${Object.values(columns).join(', ')}, :requestId, :network from ${from}`;
}
