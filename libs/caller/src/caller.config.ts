import { List } from '@sixdigit/config';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { isProxyAddress } from './proxy-address.js';

function proxyIssue({ value }: ValidationArguments): string {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const blind = items.some((item) => /^(?:\d+|true)$/i.test(String(item)));
  return blind
    ? 'takes no hop count and no `true`: with either, a caller chooses the address that they are counted by; list the addresses or CIDR ranges of your own proxies'
    : 'must be IP addresses or CIDR ranges of your own proxies, separated by commas, such as 10.0.0.0/8,2001:db8::7; a range of every address is refused';
}

/** Who is asking. */
export class CallerConfig {
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
      defaultMessage: (args) => proxyIssue(args!),
    },
  })
  trustedProxies: readonly string[] = [];
}
