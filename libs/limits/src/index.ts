export { BudgetGuard } from './budget.guard.js';
export { Budget, type BudgetName } from './budget.js';
export { callerOf, FromCaller } from './caller-of.js';
export { LimitsConfig } from './limits.config.js';
export { LimitsModule } from './limits.module.js';
export { type Network, networkOf } from './network-of.js';
export { trustProxyOption } from './trust-proxy.js';
