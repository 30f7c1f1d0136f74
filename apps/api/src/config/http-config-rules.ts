import { type ConfigIssue, type ConfigRule, isOrigin, ServiceConfig, type Settings } from '@sixdigit/config';
import { KeysConfig } from '@sixdigit/keys';
import { HttpConfig } from './http.config.js';

/** Different characters below which a token of that length is no random one. */
const differentCharactersMin = 6;

function openOrigins(settings: Settings): ConfigIssue[] {
  const { corsOrigins } = settings.get(HttpConfig);
  const report = (text: string): ConfigIssue => ({ name: 'CORS_ORIGINS', text });
  const origins = corsOrigins.filter((origin) => origin !== '*');
  const issues: ConfigIssue[] = [];
  if (!origins.every(isOrigin))
    issues.push(report('has an origin that no browser sends; write it in lower case, without *, path, or usual port'));
  if (!settings.get(ServiceConfig).production) return issues;
  if (corsOrigins.includes('*')) issues.push(report('must not be * in production; list the origins of your front ends'));
  // an attacker on the way could put a page of their own under such an origin
  if (origins.some((origin) => origin.startsWith('http:') && !/^http:\/\/localhost(?::\d+)?$/.test(origin)))
    issues.push(report('must be https:// in production; http://localhost alone is safe'));
  return issues;
}

function plainAddress(settings: Settings): ConfigIssue[] {
  const { production, publicBaseUrl } = settings.get(ServiceConfig);
  if (!production || publicBaseUrl.startsWith('https://')) return [];
  return [{ name: 'PUBLIC_BASE_URL', text: 'must be set to the https:// address of the service in production' }];
}

function weakMetricsToken(settings: Settings): ConfigIssue[] {
  const { metricsToken } = settings.get(HttpConfig);
  const { secretKey, previous } = settings.get(KeysConfig);
  const issue = (text: string): ConfigIssue => ({ name: 'METRICS_TOKEN', text });
  if (metricsToken === undefined) return [];
  return [
    ...([secretKey, ...previous].includes(metricsToken) ? [issue('is the same as a root key; set it to another value')] : []),
    ...(new Set(metricsToken).size < differentCharactersMin
      ? [issue('is not random; set it to the output of `openssl rand -hex 16`')]
      : []),
  ];
}

/** What may reach the service, and from where. */
export const httpConfigRules: readonly ConfigRule[] = [openOrigins, plainAddress, weakMetricsToken];
