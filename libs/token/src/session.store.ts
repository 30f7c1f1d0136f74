import { Injectable } from '@nestjs/common';
import { auditOf, type CallerParams, Database, defineStatement, now } from '@sixdigit/database';

/** A session as a refresh leaves it. */
export interface RotatedSession {
  readonly id: string;
  readonly user_id: number;
  readonly role: string;
  readonly amr: readonly string[];
  readonly acr: string;
  /** Seconds since 1970. */
  readonly auth_time: number;
  readonly end_reason: 'reuse' | 'disabled' | null;
}

export interface Rotation extends CallerParams {
  readonly familyHash: string;
  /** Of the token that was presented. */
  readonly generation: number;
  readonly graceSeconds: number;
}

export interface SessionEnd extends CallerParams {
  readonly sessionId: string;
  readonly userId: number;
  /** All of the user's, not only this one. */
  readonly everywhere: boolean;
}

/** Answers within one grace window; more of them are no lost replies. */
const graceAnswersMax = 100;

const isEnabled = 'u.disabled_at is null';
const isCurrent = 's.generation = :generation::int';
const isGraceful = `s.generation = :generation::int + 1 and s.grace_uses < ${graceAnswersMax}
  and s.rotated_at > ${now} - :graceSeconds::float8 * interval '1 second'`;

/**
 * Compare and swap, and its audit row, in one statement. Every expression reads the newest version of the row,
 * also when another caller changed it a moment ago, so there is one outcome for each order of events:
 * the token in force moves on; its immediate predecessor within the grace window changes nothing and
 * gets the same successor; anything older ends the family.
 */
const rotate = defineStatement<Rotation, RotatedSession>(
  'session_rotate',
  `with s as (
      update sessions s set
        generation = case when ${isEnabled} and ${isCurrent} then s.generation + 1 else s.generation end,
        rotated_at = case when ${isEnabled} and ${isCurrent} then ${now} else s.rotated_at end,
        grace_uses = case when ${isCurrent} then 0 else s.grace_uses + 1 end,
        ended_at = case when ${isEnabled} and (${isCurrent} or (${isGraceful})) then null else ${now} end,
        end_reason = case when not (${isEnabled}) then 'disabled' when ${isCurrent} or (${isGraceful}) then null else 'reuse' end
      from users u
      where s.family_hash = :familyHash and u.id = s.user_id and s.ended_at is null and s.expires_at > ${now}
      returning s.id, s.user_id, u.role, s.amr, s.acr, floor(extract(epoch from s.auth_time))::int as auth_time, s.end_reason, s.grace_uses
    ), audit as (${auditOf(
      {
        event: `case s.end_reason when 'reuse' then 'token_reuse' when 'disabled' then 'session_ended' else 'token_refreshed' end`,
        reason: `case when s.end_reason = 'disabled' then 'disabled' when s.end_reason is null and s.grace_uses > 0 then 'grace' end`,
        user_id: 's.user_id',
        session_id: 's.id',
      },
      's',
    )})
    select id, user_id, role, amr, acr, auth_time, end_reason from s`,
);

const end = defineStatement<SessionEnd>(
  'session_end',
  `with s as (
      update sessions set ended_at = ${now}, end_reason = 'logout'
      where user_id = :userId and ended_at is null and (:everywhere::boolean or id = :sessionId::uuid)
      returning id, user_id
    )
    ${auditOf(
      {
        event: `'session_ended'`,
        reason: `case when :everywhere::boolean then 'logout_everywhere' else 'logout' end`,
        user_id: 's.user_id',
        session_id: 's.id',
      },
      's',
    )}`,
);

/** Sessions after their sign-in. */
@Injectable()
export class SessionStore {
  constructor(private readonly database: Database) {}

  /** Undefined when there is no such live session. With `end_reason` the session ended by this very call. */
  async rotate(rotation: Rotation): Promise<RotatedSession | undefined> {
    const [session] = await this.database.run(rotate, rotation);
    return session;
  }

  /** Ends one session of a user, or all of them. Ending what has ended is no error. */
  async end(session: SessionEnd): Promise<void> {
    await this.database.run(end, session);
  }
}
