import { type Rate, RateLimit } from '@sixdigit/config';

const carrierNat =
  'Behind carrier-grade NAT thousands of phones share one address, so that the default is too tight for a public service: the production example is looser, and the windows of each phone number stay as they are.';

/** How often one address may ask. */
export class LimitsConfig {
  @RateLimit('RATE_LIMIT_SENDS_PER_IP', {
    about: `Codes that one address (IPv4, or the /64 of an IPv6; the /48 has four times as many) may ask for, over all routes that send. ${carrierNat}`,
    staging: '20/900',
    production: '60/900',
  })
  sendsPerIp: Rate = { count: 5, seconds: 900 };

  @RateLimit('RATE_LIMIT_VERIFY_PER_IP', {
    about: `Failed attempts of one address (IPv4, or the /64 of an IPv6; the /48 has four times as many), over all routes that check a code. An attempt that succeeds is given back. ${carrierNat}`,
    staging: '20/900',
    production: '60/900',
  })
  verifyPerIp: Rate = { count: 5, seconds: 900 };

  @RateLimit('RATE_LIMIT_WEBHOOKS_PER_IP', {
    about: "Calls of one address with receipts that are not a provider's own. A provider's are never counted.",
  })
  webhooksPerIp: Rate = { count: 60, seconds: 60 };

  @RateLimit('RATE_LIMIT_SENDS_PER_USER', {
    about:
      'Codes that one user may be sent through the mobile routes (`/api/mobile/…`), counted by phone number, beside the limit of every number.',
  })
  sendsPerUser: Rate = { count: 3, seconds: 3600 };
}
