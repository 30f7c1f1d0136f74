import { describe, expect, it } from '@jest/globals';
import { callerOf } from './caller-of.js';

describe('callerOf', () => {
  it('names the address, its network and the request', () => {
    expect(callerOf({ ip: '2001:db8:1:2::3', id: 'req-1' })).toEqual({
      ip: '2001:db8:1:2::3',
      network: '2001:db8:1:2::/64',
      wideNetwork: '2001:db8:1::/48',
      requestId: 'req-1',
    });
  });

  it('gives a caller without an address the network that all such callers share', () => {
    expect(callerOf({ id: 7 })).toEqual({ ip: '', network: 'unknown', requestId: '7' });
  });
});
