import type { Clock } from '@sixdigit/config';
import type { Database } from '@sixdigit/database';
import type { User } from './user.js';

export interface LiveUser extends User {
  readonly is_active: boolean;
}

/** $1 user, $2 session, $3 offset of the clock in ms */
const live = {
  name: 'user_live',
  text: `select u.id, u.phone, u.name, u.role, u.disabled_at is null as is_active
    from users u join sessions s on s.user_id = u.id
    where u.id = $1 and s.id = $2::uuid and s.ended_at is null and s.expires_at > now() + $3::float8 * interval '1 ms'`,
};

export class UserStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The user of a session that has not ended: so that a logout holds at once, whatever life the access token has left. */
  async live(userId: number, sessionId: string): Promise<LiveUser | undefined> {
    const [user] = await this.database.run<LiveUser>(live, [userId, sessionId, this.clock.offsetMs]);
    return user;
  }
}
