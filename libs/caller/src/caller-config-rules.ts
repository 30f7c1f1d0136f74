import type { ConfigIssue, ConfigRule, Settings } from '@sixdigit/config';
import { CallerConfig } from './caller.config.js';
import { coversMost } from './covers-most.js';

/** With most addresses trusted a caller writes their own address into `X-Forwarded-For`, and has as many budgets as they like. */
function everybodyTrusted(settings: Settings): ConfigIssue[] {
  if (!coversMost(settings.get(CallerConfig).trustedProxies)) return [];
  return [{ name: 'TRUSTED_PROXIES', text: 'covers half of all addresses or more; list the addresses or CIDR ranges of your own proxies' }];
}

/** Who may say for whom they speak. */
export const callerConfigRules: readonly ConfigRule[] = [everybodyTrusted];
