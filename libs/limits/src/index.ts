export { BudgetGuard } from './budget.guard.js';
export { Budget, type BudgetName } from './budget.js';
export { LimitsConfig } from './limits.config.js';
export { LimitsModule } from './limits.module.js';
