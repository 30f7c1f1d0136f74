import { type ConfigIssue, type ConfigRule, ServiceConfig, type Settings } from '@sixdigit/config';
import { DatabaseConfig } from './database.config.js';

function noDatabaseInProduction(settings: Settings): ConfigIssue[] {
  const { production, singleNode } = settings.get(ServiceConfig);
  const { url } = settings.get(DatabaseConfig);
  if (!production) return [];
  if (url === 'memory:')
    return [{ name: 'DATABASE_URL', text: 'keeps nothing in production: every restart would forget all users; name a Postgres' }];
  if (singleNode || url) return [];
  const text =
    'is missing: several processes would each keep users of their own; set it, or say SINGLE_NODE=true when there is one process only';
  return [{ name: 'DATABASE_URL', text }];
}

/** What production needs of the database. */
export const databaseConfigRules: readonly ConfigRule[] = [noDatabaseInProduction];
