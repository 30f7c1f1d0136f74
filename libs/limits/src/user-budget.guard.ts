import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { BudgetGuard } from './budget.guard.js';
import { budgetOf } from './budgets.js';

/** What the budgets of a signed-in user are counted by. The application binds it: it knows its users. */
export abstract class UserBudgetKeys {
  /**
   * An opaque name of the number of the user who sent this request, the same however often they sign in.
   * Throws a `Problem` (401) where nobody is signed in.
   */
  abstract keyOf(request: object): Promise<string>;
}

/** The second stage: charges the budget by user of a route, once it is known who asks. */
@Injectable()
export class UserBudgetGuard implements CanActivate {
  constructor(
    private readonly budgets: BudgetGuard,
    private readonly keys: UserBudgetKeys,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const name = budgetOf(context.getHandler(), 'user');
    if (name === undefined) return true;
    await this.budgets.charge(name, `{${await this.keys.keyOf(context.switchToHttp().getRequest())}}`, context);
    return true;
  }
}
