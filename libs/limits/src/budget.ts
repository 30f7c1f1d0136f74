import { SetMetadata, UseInterceptors } from '@nestjs/common';
import type { Rate } from '@sixdigit/config';
import type { LimitsConfig } from './limits.config.js';
import { RefundInterceptor } from './refund.interceptor.js';

interface BudgetRow {
  readonly rate: (config: LimitsConfig) => Rate;
  /** Counts failed attempts: a hit is charged at the door and given back when the request succeeds. */
  readonly failuresOnly: boolean;
}

/** What one address may do how often. All routes that name a budget draw on the same one. */
export const budgets = {
  /** Asking for a code. */
  sends: { rate: (config) => config.sendsPerIp, failuresOnly: false },
  /** Failing to prove one. */
  verify: { rate: (config) => config.verifyPerIp, failuresOnly: true },
  /** Reports of providers that turn out not to be theirs. */
  webhooks: { rate: (config) => config.webhooksPerIp, failuresOnly: true },
} as const satisfies Record<string, BudgetRow>;

export type BudgetName = keyof typeof budgets;

export const budgetNames = Object.keys(budgets) as BudgetName[];

export const budgetMetadata = 'sixdigit:budget';

/** Counts calls of this route, by address, against a budget. */
export function Budget(name: BudgetName): MethodDecorator {
  return (prototype, property, descriptor) => {
    // the second of two would silently win, and the limit of the first would not be in force
    if (descriptor.value && Reflect.hasMetadata(budgetMetadata, descriptor.value as object))
      throw new Error(`${String(property)} has a budget already: a route draws on one.`);
    SetMetadata(budgetMetadata, name)(prototype, property, descriptor);
    // only there: an interceptor makes every reply pass through an observable
    if (budgets[name].failuresOnly) UseInterceptors(RefundInterceptor)(prototype, property, descriptor);
  };
}
