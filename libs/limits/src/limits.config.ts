import { List, type Rate, RateLimit } from '@sixdigit/config';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { isProxyAddress } from './proxy-address.js';

const carrierNat =
  'Behind carrier-grade NAT thousands of phones share one address, so that the default is too tight for a public service: the production example is looser, and the windows of each phone number stay as they are.';

function proxyComplaint({ value }: ValidationArguments): string {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const blind = items.some((item) => /^(?:\d+|true)$/i.test(String(item)));
  return blind
    ? 'takes no hop count and no `true`: with either, a caller chooses the address that he is counted by; list the addresses or CIDR ranges of your own proxies'
    : 'must be IP addresses or CIDR ranges of your own proxies, separated by commas, such as 10.0.0.0/8,2001:db8::7; a range of every address is refused';
}

/** How often, and who is asking. */
export class LimitsConfig {
  @RateLimit('RATE_LIMIT_SENDS_PER_IP', {
    about: `Codes that one address (IPv4, or the /64 of an IPv6; the /48 has four times as many) may ask for, over all routes that send. ${carrierNat}`,
    staging: '20/900',
    production: '60/900',
  })
  sendsPerIp: Rate = { count: 5, seconds: 900 };

  @RateLimit('RATE_LIMIT_VERIFY_PER_IP', {
    about: `Failed tries of one address (IPv4, or the /64 of an IPv6; the /48 has four times as many), over all routes that check a code. A try that succeeds is given back. ${carrierNat}`,
    staging: '20/900',
    production: '60/900',
  })
  verifyPerIp: Rate = { count: 5, seconds: 900 };

  @RateLimit('RATE_LIMIT_WEBHOOKS_PER_IP', {
    about: "Reports of one address that are not a vendor's own. A vendor's are never counted.",
  })
  webhooksPerIp: Rate = { count: 60, seconds: 60 };

  @RateLimit('RATE_LIMIT_SENDS_PER_USER', {
    about:
      'Codes that one user may be sent through the mobile routes (`/api/mobile/…`), counted by phone number, beside the limit of every number.',
  })
  sendsPerUser: Rate = { count: 3, seconds: 3600 };

  @List('TRUSTED_PROXIES', {
    about:
      'Addresses or CIDR ranges of the proxies in front of the service. Only they may say in `X-Forwarded-For` whom they speak for: the client is the first address from the right that is not listed. Empty: the header is ignored, and everybody behind a proxy shares its limits.',
    staging: '10.0.0.0/8',
    production: '10.0.0.0/8',
  })
  @ValidateBy({
    name: 'isProxyAddresses',
    validator: {
      validate: (value: unknown) => Array.isArray(value) && value.every(isProxyAddress),
      defaultMessage: (args) => proxyComplaint(args!),
    },
  })
  trustedProxies: readonly string[] = [];
}
