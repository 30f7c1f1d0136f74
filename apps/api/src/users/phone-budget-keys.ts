import { Injectable } from '@nestjs/common';
import { AccountService } from '@sixdigit/auth';
import { Problem } from '@sixdigit/contract';
import { Keyring, phoneHash, type Subkey } from '@sixdigit/keys';
import { UserBudgetKeys } from '@sixdigit/limits';
import type { Principal } from '@sixdigit/token';

/** Budgets by user count by number: an account that is made anew has no new budget. No key holds a number. */
@Injectable()
export class PhoneBudgetKeys extends UserBudgetKeys {
  private readonly subkey: Subkey;

  constructor(
    private readonly accounts: AccountService,
    keyring: Keyring,
  ) {
    super();
    this.subkey = keyring.oldest('limit_phone');
  }

  async keyOf({ principal }: { readonly principal?: Principal }): Promise<string> {
    if (!principal) throw new Problem('token_required');
    const { phone } = await this.accounts.read(principal);
    return phoneHash(phone, this.subkey);
  }
}
