import { describe, expect, it } from '@jest/globals';
import { Budget } from './budget.js';

describe('Budget', () => {
  it('refuses a second budget on one route, of which only one would be in force', () => {
    const declare = () => {
      class Routes {
        @Budget('sends')
        @Budget('verify')
        both() {}
      }
      return Routes;
    };
    expect(declare).toThrow('both has a budget already');
  });
});
