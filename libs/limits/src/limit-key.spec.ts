import { describe, expect, it } from '@jest/globals';
import { logsOf, trackerOf } from './limit-key.js';

describe('limit keys', () => {
  it('count IPv4 in one log', () => {
    expect(logsOf(`sends:${trackerOf({ bucket: '192.0.2.1' })}`)).toEqual(['sends:{192.0.2.1}']);
  });

  it('count IPv6 in two logs of one hash slot', () => {
    expect(logsOf(`sends:${trackerOf({ bucket: '2001:db8:0:1::/64', wide: '2001:db8::/48' })}`)).toEqual([
      'sends:{2001:db8::/48}2001:db8:0:1::/64',
      'sends:{2001:db8::/48}',
    ]);
  });

  it('keep the first /64 of a /48 apart from the /48', () => {
    const [own, wide] = logsOf(`sends:${trackerOf({ bucket: '2001:db8::/64', wide: '2001:db8::/48' })}`);
    expect(own).not.toBe(wide);
  });
});
