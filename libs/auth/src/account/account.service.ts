import { Injectable } from '@nestjs/common';
import { Problem } from '@sixdigit/contract';
import type { Principal } from '@sixdigit/token';
import { type LiveUser, UserStore } from './user.store.js';

/** The signed-in user's own account. */
@Injectable()
export class AccountService {
  constructor(private readonly users: UserStore) {}

  /** Throws a `Problem` (401) when the session has ended. */
  async read({ userId, sessionId }: Principal): Promise<LiveUser> {
    const user = await this.users.live(userId, sessionId);
    if (!user) throw new Problem('token_invalid');
    return user;
  }
}
