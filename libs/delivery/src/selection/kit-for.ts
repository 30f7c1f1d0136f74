import { ServiceConfig, type Settings } from '@sixdigit/config';
import { DltConfig } from '../messages/dlt.config.js';
import type { ProviderKit } from '../provider-kit/provider-kit.js';

/** What providers are handed beside their own settings: what only the caller has, and what the settings say to all of them. */
export function kitFor(settings: Settings, given: Pick<ProviderKit, 'codeLength' | 'lifetimeSeconds' | 'inbox'>): ProviderKit {
  const publicBaseUrl = settings.get(ServiceConfig).publicBaseUrl.replace(/\/$/, '');
  return { ...given, publicBaseUrl, dlt: settings.get(DltConfig) };
}
