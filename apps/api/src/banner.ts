import { ChallengeConfig } from '@sixdigit/challenge';
import { ServiceConfig, type Settings } from '@sixdigit/config';
import { DatabaseConfig } from '@sixdigit/database';
import { selectionOf } from '@sixdigit/delivery';
import { RedisConfig } from '@sixdigit/redis';

/** What the start prints: where, with what and why, and how to try it. Only texts that hold no secret. */
export function banner(settings: Settings, url: string): string {
  const database = settings.get(DatabaseConfig);
  const selection = selectionOf(settings);
  const provider =
    'refused' in selection ? '' : `${selection.used.join(', ')}, because ${selection.reason}${overriding(selection.overrides)}`;
  const lines = [
    `Sixdigit listens on ${url} (${settings.get(ServiceConfig).environment})`,
    `  provider  ${provider}`,
    `  database  ${databaseLine(database)}`,
    `  store     ${settings.get(RedisConfig).url ? 'Redis, because REDIS_URL is set' : 'memory, because REDIS_URL is not set'}`,
  ];
  return 'used' in selection && selection.used.includes('development') ? [...lines, ...trial(settings, url)].join('\n') : lines.join('\n');
}

function overriding(name: string | undefined): string {
  return name ? `; it overrides SMS_PROVIDER=${name}` : '';
}

function databaseLine({ url, dataDir }: DatabaseConfig): string {
  if (url === 'memory:') return 'embedded, in memory, because DATABASE_URL says so';
  return url ? 'Postgres, because DATABASE_URL is set' : `embedded in ${dataDir}, because DATABASE_URL is not set`;
}

/** The three lines that sign a developer in. */
function trial(settings: Settings, url: string): string[] {
  const code = '1234567890'.slice(0, settings.get(ChallengeConfig).codeLength);
  const json = `-H 'content-type: application/json'`;
  return [
    '',
    'Sign in:',
    `  curl -s ${url}/api/v1/auth/otp/request ${json} -d '{"phone":"+14155550123"}'`,
    `  curl -s ${url}/api/v1/auth/otp/verify ${json} -d '{"phone":"+14155550123","otp":"${code}"}'`,
    `  curl -s ${url}/api/v1/users/me -H 'authorization: Bearer <access_token of the reply>'`,
    `Messages: ${url}/dev/inbox`,
    '',
  ];
}
