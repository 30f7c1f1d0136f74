import { describe, expect, it } from '@jest/globals';
import { Budget } from './budget.js';
import { budgetOf } from './budgets.js';

describe('Budget', () => {
  it('refuses a second budget by network on one route, of which only one would be in force', () => {
    const declare = () => {
      class Routes {
        @Budget('sends')
        @Budget('verify')
        both() {}
      }
      return Routes;
    };
    expect(declare).toThrow('both has a budget already');
    expect(() => Budget('sends', 'verify')({}, 'both', { value: () => undefined })).toThrow('both has a budget already');
  });

  it('takes one budget by network and one by user, together or one above the other', () => {
    class Routes {
      @Budget('sends', 'sendsPerUser')
      together() {}

      @Budget('sendsPerUser')
      @Budget('sends')
      apart() {}
    }
    for (const handler of [Routes.prototype.together, Routes.prototype.apart])
      expect([budgetOf(handler, 'network'), budgetOf(handler, 'user')]).toEqual(['sends', 'sendsPerUser']);
  });
});
