import type { Clock } from '@sixdigit/config';
import type { Database } from '@sixdigit/database';

/** A session as a refresh leaves it. */
export interface RotatedSession {
  readonly id: string;
  readonly user_id: number;
  readonly channel: string;
  /** Seconds since 1970. */
  readonly authenticated: number;
  readonly end_reason: string | null;
}

export interface Rotation {
  readonly familyHash: string;
  /** Of the token that was presented. */
  readonly generation: number;
  readonly graceSeconds: number;
  readonly requestId: string;
  readonly network: string;
}

/** Answers within one grace window; more of them are no lost replies. */
const graceAnswersMax = 100;

/**
 * Compare and swap, and its audit row, in one statement. Every expression reads the newest version of the row,
 * also when another caller changed it a moment ago, so there is one outcome for each order of events:
 * the token in force moves on; its immediate predecessor within the grace window changes nothing and
 * gets the same successor; anything older ends the family.
 * $1 family, $2 generation, $3 grace in ms, $4 offset of the clock in ms, $5 request, $6 network
 */
const rotate = {
  name: 'session_rotate',
  text: `with s as (
      update sessions s set
        generation = case when u.disabled_at is null and s.generation = $2::int then s.generation + 1 else s.generation end,
        rotated_at = case when u.disabled_at is null and s.generation = $2::int then now() + $4::float8 * interval '1 ms' else s.rotated_at end,
        grace_uses = case when s.generation = $2::int then 0 else s.grace_uses + 1 end,
        ended_at = case when u.disabled_at is null and (s.generation = $2::int or (s.generation = $2::int + 1
            and s.grace_uses < ${graceAnswersMax} and s.rotated_at > now() + ($4::float8 - $3::float8) * interval '1 ms'))
          then null else now() + $4::float8 * interval '1 ms' end,
        end_reason = case when u.disabled_at is not null then 'disabled'
          when s.generation = $2::int or (s.generation = $2::int + 1
            and s.grace_uses < ${graceAnswersMax} and s.rotated_at > now() + ($4::float8 - $3::float8) * interval '1 ms')
          then null else 'reuse' end
      from users u
      where s.family_hash = $1 and u.id = s.user_id and s.ended_at is null and s.expires_at > now() + $4::float8 * interval '1 ms'
      returning s.id, s.user_id, s.channel, s.created_at, s.end_reason, s.grace_uses
    ), audit as (
      insert into audit_events (at, event, reason, user_id, session_id, request_id, network)
      select now() + $4::float8 * interval '1 ms',
        case s.end_reason when 'reuse' then 'token_reuse' when 'disabled' then 'session_ended' else 'token_refreshed' end,
        case when s.end_reason = 'disabled' then 'disabled' when s.end_reason is null and s.grace_uses > 0 then 'grace' end,
        s.user_id, s.id, $5, $6 from s
    )
    select s.id, s.user_id, s.channel, floor(extract(epoch from s.created_at))::int as authenticated, s.end_reason from s`,
};

const end = {
  name: 'session_end',
  text: `with s as (
      update sessions set ended_at = now() + $4::float8 * interval '1 ms', end_reason = 'logout'
      where user_id = $2 and ended_at is null and ($3::boolean or id = $1)
      returning id, user_id
    )
    insert into audit_events (at, event, reason, user_id, session_id, request_id, network)
    select now() + $4::float8 * interval '1 ms', 'session_ended', case when $3::boolean then 'logout_everywhere' else 'logout' end, s.user_id, s.id, $5, $6 from s`,
};

/** Sessions after their sign-in. */
export class SessionStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Undefined when there is no such live session. With `end_reason` the session ended by this very call. */
  async rotate(rotation: Rotation): Promise<RotatedSession | undefined> {
    const [session] = await this.database.run<RotatedSession>(rotate, [
      rotation.familyHash,
      rotation.generation,
      rotation.graceSeconds * 1000,
      this.clock.offsetMs,
      rotation.requestId,
      rotation.network,
    ]);
    return session;
  }

  /** Ends one session of a user, or all of them. Ending what has ended is no error. */
  async end(session: { id: string; userId: number; everywhere: boolean; requestId: string; network: string }): Promise<void> {
    await this.database.run(end, [session.id, session.userId, session.everywhere, this.clock.offsetMs, session.requestId, session.network]);
  }
}
