import { describe, expect, it } from '@jest/globals';
import { callerOf } from './caller-of.js';

describe('callerOf', () => {
  it('names an IPv6 address, its /64, the /48 of its site and the request', () => {
    expect(callerOf({ ip: '2001:db8:1:2::3', id: 'req-1' })).toEqual({
      ip: '2001:db8:1:2::3',
      network: '2001:db8:1:2::/64',
      site: '2001:db8:1::/48',
      range: '',
      requestId: 'req-1',
    });
  });

  it('names an IPv4 address, in whatever form it comes, and its /24', () => {
    for (const ip of ['203.0.113.7', '::ffff:203.0.113.7'])
      expect(callerOf({ ip, id: 'req-1' })).toEqual({
        ip,
        network: '203.0.113.7',
        site: '203.0.113.7',
        range: '203.0.113.0/24',
        requestId: 'req-1',
      });
  });

  it('gives a caller without an address the network that all such callers share', () => {
    expect(callerOf({ id: 7 })).toEqual({ ip: '', network: 'unknown', site: 'unknown', range: '', requestId: '7' });
  });
});
