import { describe, expect, it } from '@jest/globals';
import { CallerConfig, trustProxyOption } from '@sixdigit/caller';
import { type ConfigIssue, ConfigurationError, load, settingsOf } from '@sixdigit/config';
import { LimitsConfig } from './limits.config.js';

function configOf(environment: Record<string, string>) {
  const { settings } = load([LimitsConfig, CallerConfig], [], environment);
  return { config: settings.get(LimitsConfig), callers: settings.get(CallerConfig) };
}

function issuesOf(environment: Record<string, string>): readonly ConfigIssue[] {
  try {
    configOf(environment);
    return [];
  } catch (error) {
    return (error as ConfigurationError).issues;
  }
}

describe('limits configuration', () => {
  it('has the defaults of the contracts and trusts no proxy', () => {
    const { config, callers } = configOf({});
    expect(config).toEqual({
      sendsPerIp: { count: 5, seconds: 900 },
      verifyPerIp: { count: 5, seconds: 900 },
      webhooksPerIp: { count: 60, seconds: 60 },
      sendsPerUser: { count: 3, seconds: 3600 },
    });
    expect(trustProxyOption(callers)).toBe(false);
  });

  it('trusts the proxies that are listed', () => {
    const { callers } = configOf({ TRUSTED_PROXIES: '10.0.0.0/8, 192.0.2.7,2001:db8::/32,::1' });
    expect(trustProxyOption(callers)).toEqual(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32', '::1']);
  });

  it.each(['1', 'true', 'TRUE', '10.0.0.1,2'])('refuses to believe everybody: %s', (text) => {
    const issues = issuesOf({ TRUSTED_PROXIES: text });
    expect(issues).toEqual([{ name: 'TRUSTED_PROXIES', text: expect.stringContaining('takes no hop count and no `true`') }]);
  });

  it.each([
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/33',
    '2001:db8::/129',
    '10.0.0.0/255.0.0.0',
    '10.9.0.0/',
    '10.9.0.0/8/8',
    '10.9.0.0/08',
    '10.1',
    '010.0.0.1',
    'loopback',
    'proxy.example.com',
    '10.0.0.1:443',
    'fe80::1%eth0',
    '10.0.0.1,nonsense',
  ])('refuses what is no address and no range: %s', (text) => {
    const issues = issuesOf({ TRUSTED_PROXIES: text });
    expect(issues).toEqual([{ name: 'TRUSTED_PROXIES', text: expect.stringContaining('must be IP addresses or CIDR ranges') }]);
    expect(JSON.stringify(issues)).not.toContain(text);
  });

  it('shows examples that it accepts itself', () => {
    for (const file of ['staging', 'production'] as const) {
      const examples = settingsOf(LimitsConfig).flatMap(({ name, example }) => (example[file] ? [[name, example[file]]] : []));
      expect(issuesOf(Object.fromEntries(examples))).toEqual([]);
    }
  });

  it('tells the operator of a public service about carrier-grade NAT, with looser values', () => {
    for (const name of ['RATE_LIMIT_SENDS_PER_IP', 'RATE_LIMIT_VERIFY_PER_IP']) {
      const setting = settingsOf(LimitsConfig).find((candidate) => candidate.name === name);
      expect(setting?.about).toContain('carrier-grade NAT');
      expect(Number(setting?.example.production?.split('/')[0])).toBeGreaterThan(5);
    }
  });
});
