import { SetMetadata, UseGuards } from '@nestjs/common';
import { type BudgetName, budgetMetadata, budgets } from './budgets.js';
import { UserBudgetGuard } from './user-budget.guard.js';

/**
 * Counts calls of this route against a budget: one by network, one by user, or one of each. Throws where a route is given
 * two of one kind: the second would silently win, and the limit of the first would not be in force.
 */
export function Budget(...names: readonly BudgetName[]): MethodDecorator {
  return (prototype, property, descriptor) => {
    const given = (descriptor.value && (Reflect.getMetadata(budgetMetadata, descriptor.value) as BudgetName[] | undefined)) || [];
    const all = [...given, ...names];
    if (new Set(all.map((name) => budgets[name].by)).size < all.length)
      throw new Error(`${String(property)} has a budget already: a route draws on one by network and one by user.`);
    SetMetadata(budgetMetadata, all)(prototype, property, descriptor);
    // a guard of the route runs after the global ones, so after the access token was read
    if (names.some((name) => budgets[name].by === 'user')) UseGuards(UserBudgetGuard)(prototype, property, descriptor);
  };
}
