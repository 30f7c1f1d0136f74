import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { namesIn, orderFor, readRoutes } from './routes.js';

describe('routes', () => {
  const routes = readRoutes(['IN:msg91', 'US:twilio-verify', 'GB:twilio>msg91', '*:twilio']);

  it.each([
    ['IN', ['msg91', 'twilio-verify', 'webhook']],
    ['US', ['twilio-verify', 'webhook']],
    ['GB', ['twilio', 'msg91', 'twilio-verify', 'webhook']],
    ['FR', ['twilio', 'twilio-verify', 'webhook']],
  ])('of %s come before the list that everybody falls back on', (country, expected) => {
    expect(orderFor(country, routes, ['twilio-verify', 'webhook'])).toEqual(expected);
  });

  it('name each provider once', () => {
    expect(namesIn(routes).sort()).toEqual(['msg91', 'twilio', 'twilio-verify']);
  });

  it('ask no provider twice, and leave none of the list out', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(fc.array(name), fc.array(name, { minLength: 1 }), (list, named) => {
        const order = orderFor('IN', readRoutes([`IN:${named.join('>')}`]), list);
        expect(new Set(order).size).toBe(order.length);
        for (const each of [...list, ...named]) expect(order).toContain(each);
        expect(order[0]).toBe(named[0]);
      }),
    );
  });
});
