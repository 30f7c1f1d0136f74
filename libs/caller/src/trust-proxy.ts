import type { CallerConfig } from './caller.config.js';

/**
 * Fastify's `trustProxy`: nobody, or the listed proxies. Never `true` or a number, with which a caller
 * writes their own address into X-Forwarded-For and has as many budgets as they like.
 */
export function trustProxyOption(config: CallerConfig): false | string[] {
  return config.trustedProxies.length > 0 ? [...config.trustedProxies] : false;
}
