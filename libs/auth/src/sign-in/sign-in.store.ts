import type { Clock } from '@sixdigit/config';
import type { Database } from '@sixdigit/database';

export interface SignIn {
  readonly challengeId: string;
  /** E.164, verified. */
  readonly phone: string;
  /** For a new user. */
  readonly name: string;
  readonly role: string;
  readonly sessionId: string;
  readonly familyHash: string;
  readonly sessionDays: number;
  readonly channel: string;
  readonly phoneHash: string;
  readonly requestId: string;
  readonly network: string;
  /** Its code is known to many: it never opens an admin's session. */
  readonly isTestNumber: boolean;
}

export interface SignedInRow {
  readonly id: number;
  readonly phone: string;
  readonly name: string;
  readonly role: string;
  readonly is_new: boolean;
  readonly is_disabled: boolean;
  /** Seconds since 1970. */
  readonly authenticated: number;
}

/**
 * What a right code authorises, in one statement: the challenge is claimed (the primary key lets one caller through),
 * the user found or made, the session opened, the audit row written. All of it, or nothing.
 * $1 challenge, $2 phone, $3 name, $4 role, $5 session, $6 family, $7 days, $8 channel, $9 phone mark, $10 request, $11 network, $12 offset in ms, $13 test number
 */
const signIn = {
  name: 'sign_in',
  text: `with moment as (
      select now() + $12::float8 * interval '1 ms' as at
    ), claim as (
      insert into claims (challenge_id, claimed_at) select $1, at from moment on conflict do nothing returning claimed_at as at
    ), person as (
      insert into users (phone, name, role, created_at, phone_verified_at) select $2, $3, $4, at, at from claim
      on conflict (phone) do update set phone_verified_at = excluded.phone_verified_at
      returning id, phone, name, role, disabled_at is not null or ($13::boolean and role = 'admin') as is_disabled, xmax = 0 as is_new
    ), session as (
      insert into sessions (id, family_hash, user_id, channel, created_at, expires_at)
      select $5::uuid, $6, person.id, $8, at, at + $7::int * interval '1 day' from person, claim where not is_disabled
    ), audit as (
      insert into audit_events (at, event, reason, user_id, session_id, phone_hash, purpose, channel, request_id, network)
      select at, 'sign_in', case when is_disabled then 'disabled' when is_new then 'new_user' end,
        person.id, case when not is_disabled then $5::uuid end, $9, 'sign_in', $8, $10, $11
      from person, claim
    )
    select id, phone, name, role, is_disabled, is_new, floor(extract(epoch from at))::int as authenticated from person, claim`,
};

/** The one statement that signs in. It writes the tables of users, sessions, claims and the audit trail together. */
export class SignInStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Undefined when the challenge was claimed before. */
  async signIn(signedIn: SignIn): Promise<SignedInRow | undefined> {
    const [row] = await this.database.run<SignedInRow>(signIn, [
      signedIn.challengeId,
      signedIn.phone,
      signedIn.name,
      signedIn.role,
      signedIn.sessionId,
      signedIn.familyHash,
      signedIn.sessionDays,
      signedIn.channel,
      signedIn.phoneHash,
      signedIn.requestId,
      signedIn.network,
      this.clock.offsetMs,
      signedIn.isTestNumber,
    ]);
    return row;
  }
}
