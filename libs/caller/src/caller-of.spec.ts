import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { callerAt, callerOf } from './caller-of.js';

/** Any spelling of an IPv6 address: case, leading zeros, any one run of zeros shortened, dotted end. */
const spellings = fc
  .record({
    groups: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), { minLength: 8, maxLength: 8 }),
    upper: fc.boolean(),
    padded: fc.boolean(),
    dotted: fc.boolean(),
    zone: fc.constantFrom('', '%eth0', '%en-1.2'),
    pick: fc.nat(),
  })
  .map(({ groups, upper, padded, dotted, zone, pick }) => {
    const text = groups.map((group) => group.toString(16).padStart(padded ? 4 : 1, '0'));
    const [g6, g7] = [groups[6]!, groups[7]!];
    const end = dotted ? [`${g6 >> 8}.${g6 & 255}.${g7 >> 8}.${g7 & 255}`] : text.slice(6);
    const parts = [...text.slice(0, 6), ...end];
    const runs = groups.slice(0, 6).flatMap((_, from) => {
      const lengths = [];
      for (let to = from; to < 6 && groups[to] === 0; to += 1) lengths.push({ from, to });
      return lengths;
    });
    const run = runs[pick % (runs.length + 1)];
    const joined = run ? `${parts.slice(0, run.from).join(':')}::${parts.slice(run.to + 1).join(':')}` : parts.join(':');
    return { groups, spelling: (upper ? joined.toUpperCase() : joined) + zone };
  });

const networksOf = (ip: string) => {
  const { network, site, range } = callerAt(ip, '');
  return { network, site, range };
};

/** An IPv4 address is counted by itself. */
const ofIpv4 = (ip: string) => ({ network: ip, site: ip, range: `${ip.split('.').slice(0, 3).join('.')}.0/24` });

describe('callerOf', () => {
  it('names the address, the networks and the request', () => {
    expect(callerOf({ ip: '2001:db8:1:2::3', id: 'req-1' })).toEqual({
      ip: '2001:db8:1:2::3',
      network: '2001:db8:1:2::/64',
      site: '2001:db8:1::/48',
      range: '',
      requestId: 'req-1',
    });
  });

  it('works out the caller of a request once', () => {
    const request = { ip: '192.0.2.1', id: 'req-1' };
    expect(callerOf(request)).toBe(callerOf(request));
    expect(callerOf({ ...request, id: 'req-2' })).toMatchObject({ requestId: 'req-2' });
  });

  it('gives a caller without an address the network that all such callers share', () => {
    expect(callerOf({ id: 7 })).toEqual({ ip: '', network: 'unknown', site: 'unknown', range: '', requestId: '7' });
  });
});

describe('callerAt', () => {
  it('counts an IPv4 address by itself, in its /24', () => {
    fc.assert(
      fc.property(fc.ipV4(), (ip) => {
        expect(networksOf(ip)).toEqual(ofIpv4(ip));
      }),
    );
  });

  it('counts an IPv4-mapped IPv6 address as the IPv4 address it is, in every spelling', () => {
    fc.assert(
      fc.property(fc.ipV4(), (ip) => {
        const [a = 0, b = 0, c = 0, d = 0] = ip.split('.').map(Number);
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        for (const mapped of [`::ffff:${ip}`, `::FFFF:${ip}`, `::ffff:${hex}`, `0:0:0:0:0:ffff:${hex}`, `0000::0000:ffff:${ip}`])
          expect(networksOf(mapped)).toEqual(ofIpv4(ip));
      }),
    );
  });

  it('gives every spelling of an IPv6 address the same network', () => {
    fc.assert(
      fc.property(spellings, ({ groups, spelling }) => {
        fc.pre(!new ipaddr.IPv6(groups).isIPv4MappedAddress());
        const canonical = (kept: number) => new ipaddr.IPv6(groups.map((group, i) => (i < kept ? group : 0))).toRFC5952String();
        expect(networksOf(spelling)).toEqual({ network: `${canonical(4)}/64`, site: `${canonical(3)}/48`, range: '' });
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:db8:0:0:ffff::1', '2001:db8::/64', '2001:db8::/48'],
    ['0:0:0:1::', '0:0:0:1::/64', '::/48'],
    ['::1', '::/64', '::/48'],
    ['::192.0.2.1', '::/64', '::/48'],
  ])('counts %s as %s within %s', (ip, network, site) => {
    expect(networksOf(ip)).toEqual({ network, site, range: '' });
  });

  it('puts all that is no address into one network', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string().filter((text) => !ipaddr.isValid(text)),
          fc.constantFrom(
            '',
            '1',
            '127.1',
            '0x7f.0.0.1',
            '010.0.0.1',
            '1.2.3.256',
            '1.2.3.4:80',
            '[::1]:80',
            ' 1.2.3.4',
            '1.2.3.4,5.6.7.8',
            '::g',
            '1::2::3',
            'localhost',
          ),
        ),
        (text) => {
          expect(networksOf(text)).toEqual({ network: 'unknown', site: 'unknown', range: '' });
        },
      ),
    );
  });
});
