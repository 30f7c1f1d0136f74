import { describe, expect, it } from '@jest/globals';
import { coversMost } from './covers-most.js';

describe('addresses that together are most of all', () => {
  it.each([
    [['0.0.0.0/1', '128.0.0.0/1']],
    [['0.0.0.0/1']],
    [['::/1']],
    [['2000::/3']],
    [['2000::/4', '3000::/4']],
    [['::ffff:0:0/96']],
    [['64.0.0.0/2', '10.0.0.0/8', '128.0.0.0/2']],
    [['0.0.0.0/2', '::ffff:64.0.0.0/98']],
  ])('are found: %j', (ranges) => {
    expect(coversMost(ranges)).toBe(true);
  });

  it.each([
    [[]],
    [['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fe80::/10', '::1', '127.0.0.1']],
    [['64.0.0.0/2', '64.0.0.0/2', '64.0.0.0/3']],
    [['2000::/5']],
    [['nonsense', '0.0.0.0/0']],
  ])('are not seen in %j', (ranges) => {
    expect(coversMost(ranges)).toBe(false);
  });
});
