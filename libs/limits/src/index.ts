export { BudgetGuard } from './budget.guard.js';
export { Budget } from './budget.js';
export { type BudgetName, budgetProblems, isSending } from './budgets.js';
export { LimitsConfig } from './limits.config.js';
export { LimitsModule } from './limits.module.js';
export { UserBudgetKeys } from './user-budget.guard.js';
