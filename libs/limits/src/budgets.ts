import type { Rate } from '@sixdigit/config';
import type { ProblemCode } from '@sixdigit/contract';
import type { LimitsConfig } from './limits.config.js';

interface BudgetRow {
  readonly rate: (config: LimitsConfig) => Rate;
  /** Whose calls are counted together: those of one network, or those of the signed-in user, who is known only after the access token was read. */
  readonly by: 'network' | 'user';
  /** Counts failed attempts: a hit is charged before the handler and given back when the request succeeds. */
  readonly failuresOnly: boolean;
  /** Counts messages: a route that draws on it sends one. */
  readonly sends: boolean;
}

/** What one caller may do how often. All routes that name a budget draw on the same one. */
export const budgets = {
  /** Asking for a code. */
  sends: { rate: (config) => config.sendsPerIp, by: 'network', failuresOnly: false, sends: true },
  /** Asking for a code to one's own number. */
  sendsPerUser: { rate: (config) => config.sendsPerUser, by: 'user', failuresOnly: false, sends: true },
  /** Failing to prove one. */
  verify: { rate: (config) => config.verifyPerIp, by: 'network', failuresOnly: true, sends: false },
  /** Receipts that turn out not to be a provider's. */
  webhooks: { rate: (config) => config.webhooksPerIp, by: 'network', failuresOnly: true, sends: false },
  /** Repeated requests that cannot be answered with the first reply (409, 422): they did nothing, so they cost nothing else. */
  conflicts: { rate: () => ({ count: 60, seconds: 60 }), by: 'network', failuresOnly: false, sends: false },
} as const satisfies Record<string, BudgetRow>;

export type BudgetName = keyof typeof budgets;

export const budgetNames = Object.keys(budgets) as BudgetName[];

export const budgetMetadata = 'sixdigit:budgets';

/** What a route with a budget may answer because of it. */
export const budgetProblems = ['rate_limited'] as const satisfies readonly ProblemCode[];

/** The budget that a route draws on for a network, or for a user. */
export function budgetOf(handler: object, by: BudgetRow['by']): BudgetName | undefined {
  const names = Reflect.getMetadata(budgetMetadata, handler) as readonly BudgetName[] | undefined;
  return names?.find((name) => budgets[name].by === by);
}

/** Whether a route that draws on these budgets sends a message. */
export const isSending = (names: readonly BudgetName[]): boolean => names.some((name) => budgets[name].sends);
