import { describe, expect, it } from '@jest/globals';
import { logsOf } from './limit-key.js';

describe('limit keys', () => {
  it('count IPv4 in one log', () => {
    expect(logsOf('sends:{192.0.2.1}')).toEqual(['sends:{192.0.2.1}']);
  });

  it('count IPv6 in two logs of one hash slot', () => {
    expect(logsOf('sends:{2001:db8::/48}2001:db8:0:1::/64')).toEqual(['sends:{2001:db8::/48}2001:db8:0:1::/64', 'sends:{2001:db8::/48}']);
  });

  it('keep the first /64 of a /48 apart from the /48', () => {
    const [own, wide] = logsOf('sends:{2001:db8::/48}2001:db8::/64');
    expect(own).not.toBe(wide);
  });
});
