import { Injectable } from '@nestjs/common';
import { Database, defineStatement, now } from '@sixdigit/database';
import type { User } from './user.js';

export interface LiveUser extends User {
  readonly is_active: boolean;
}

const live = defineStatement<{ userId: number; sessionId: string }, LiveUser>(
  'user_live',
  `select u.id, u.phone, u.name, u.role, u.disabled_at is null as is_active
    from users u join sessions s on s.user_id = u.id
    where u.id = :userId and s.id = :sessionId::uuid and s.ended_at is null and s.expires_at > ${now}`,
);

@Injectable()
export class UserStore {
  constructor(private readonly database: Database) {}

  /** The user of a session that has not ended: so that a logout holds at once, whatever life the access token has left. */
  async live(userId: number, sessionId: string): Promise<LiveUser | undefined> {
    const [user] = await this.database.run(live, { userId, sessionId });
    return user;
  }
}
