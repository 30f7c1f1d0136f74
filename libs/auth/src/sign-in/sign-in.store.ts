import { Injectable } from '@nestjs/common';
import {
  auditOf,
  type CallerParams,
  type ClaimParams,
  claimOf,
  Database,
  defineStatement,
  now,
  type SessionParams,
  sessionOf,
} from '@sixdigit/database';
import { Keyring, phoneHash, type Subkey } from '@sixdigit/keys';

export interface SignIn extends ClaimParams, SessionParams, CallerParams {
  /** E.164, verified. */
  readonly phone: string;
  /** Of a new user. */
  readonly role: string;
  readonly purpose: string;
  /** Its code is known to many: it never opens an admin's session. */
  readonly isTestNumber: boolean;
}

export interface SignedInRow {
  readonly id: number;
  readonly phone: string;
  readonly name: string;
  readonly role: string;
  /** What the proof led to; a session was opened for `signed_in` alone. */
  readonly outcome: 'signed_in' | 'second_factor_required' | 'disabled';
  readonly is_new: boolean;
  /** Seconds since 1970. */
  readonly auth_time: number;
}

/** Of a user who gave none. */
const defaultName = `'User ' || right(:phone, 4)`;

const columns = `id, phone, name, role,
  case when disabled_at is not null or (:isTestNumber::boolean and role = 'admin') then 'disabled'
    when second_factor_since is not null then 'second_factor_required' else 'signed_in' end as outcome`;

/**
 * What a right code authorises, in one statement: the challenge is claimed (the primary key lets one caller through), the user
 * found or made, the session opened, the audit row written. All of it, or nothing.
 *
 * A user who is there is updated and never inserted, because an insert draws an id although it then finds a conflict. The
 * conflict is left for two first sign-ins of one number at the same moment: both make one user.
 */
const signIn = defineStatement<SignIn & { readonly phoneHash: string }, SignedInRow>(
  'sign_in',
  `with ${claimOf('challenge')},
    known as (
      update users set phone_verified_at = ${now} from claim where phone = :phone
      returning users.id, phone, name, role, disabled_at, second_factor_since
    ), made as (
      insert into users (phone, name, role, created_at, phone_verified_at)
      select :phone, ${defaultName}, :role, ${now}, ${now} from claim where not exists (select from known)
      on conflict (phone) do update set phone_verified_at = excluded.phone_verified_at
      returning id, phone, name, role, disabled_at, second_factor_since, xmax = 0 as is_new
    ), person as (
      select ${columns}, false as is_new from known
      union all select ${columns}, is_new from made
    ), ${sessionOf("person where outcome = 'signed_in'")},
    audit as (${auditOf(
      {
        event: `'sign_in'`,
        reason: `case when outcome = 'disabled' then 'disabled' when outcome = 'second_factor_required' then 'second_factor'
          when is_new then 'new_user' end`,
        user_id: 'id',
        session_id: `case when outcome = 'signed_in' then :sessionId::uuid end`,
        phone_hash: ':phoneHash',
        purpose: ':purpose',
        channel: ':channel',
      },
      'person',
    )})
    select id, phone, name, role, outcome, is_new, floor(extract(epoch from ${now}))::int as auth_time from person`,
);

/** The one statement that signs in. It writes the tables of users, sessions, claims and the audit trail together. */
@Injectable()
export class SignInStore {
  private readonly phoneKey: Subkey;

  constructor(
    private readonly database: Database,
    keyring: Keyring,
  ) {
    this.phoneKey = keyring.oldest('audit_phone');
  }

  /** Undefined when the challenge was claimed before. */
  async signIn(given: SignIn): Promise<SignedInRow | undefined> {
    const [row] = await this.database.run(signIn, { ...given, phoneHash: phoneHash(given.phone, this.phoneKey) });
    return row;
  }
}
