import { userBudgetSuite } from './user-budget.suite.js';

userBudgetSuite('memory', () => ({}));
