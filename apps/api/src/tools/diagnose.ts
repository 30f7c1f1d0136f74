import { ChallengeConfig } from '@sixdigit/challenge';
import { ServiceConfig, type Settings } from '@sixdigit/config';
import { Problem } from '@sixdigit/contract';
import { connect, DatabaseConfig } from '@sixdigit/database';
import { type Diagnostic, kitFor, selectionOf, usedDefinitions } from '@sixdigit/delivery';
import { Inbox } from '@sixdigit/inbox';
import { RedisConfig, RedisConnection } from '@sixdigit/redis';
import { messageFindings } from '@sixdigit/sms';
import { storeRefusal } from './store-refusal.js';

/** Looks at everything that the service depends on, and at its providers. */
export async function diagnose(settings: Settings): Promise<readonly Diagnostic[]> {
  const diagnostics = await Promise.all([
    choiceFinding(settings),
    answers('DATABASE_URL', settings.get(DatabaseConfig).url, async () => {
      const database = await connect({ ...settings.get(DatabaseConfig), migrateOnStart: false });
      await database.ping().finally(() => database.close());
    }),
    answers('REDIS_URL', settings.get(RedisConfig).url, () => pingRedis(settings.get(RedisConfig))),
    ...usedDefinitions(settings).map(async (definition) => {
      const { name, title } = definition;
      const { codeLength, lifetimeSeconds } = settings.get(ChallengeConfig);
      const found = await definition.diagnose(settings, kitFor(settings, { codeLength, lifetimeSeconds, inbox: new Inbox() }));
      return found ?? [{ severity: 'ok', subject: name, text: `${title} has nothing to look at` } as const];
    }),
    messages(settings),
    webhooks(settings),
  ]);
  return diagnostics.flat();
}

async function choiceFinding(settings: Settings): Promise<Diagnostic[]> {
  const selection = selectionOf(settings);
  if ('refused' in selection) return [];
  return [{ severity: 'ok', subject: 'provider', text: `${selection.used.join(', ')}, because ${selection.reason}` }];
}

async function answers(subject: string, url: string | undefined, ask: () => Promise<void>): Promise<Diagnostic[]> {
  if (!url) return [{ severity: 'ok', subject, text: 'is not set: this process keeps what it needs by itself' }];
  try {
    await ask();
    return [{ severity: 'ok', subject, text: 'answers' }];
  } catch (error) {
    const refusal = storeRefusal(error);
    if (refusal !== undefined) return [{ severity: 'error', subject, text: refusal }];
    const reason = error instanceof Problem ? 'gives no answer' : error instanceof Error ? error.name : 'gives no answer';
    return [{ severity: 'error', subject, text: `does not work: ${reason}` }];
  }
}

async function pingRedis(config: RedisConfig): Promise<void> {
  const redis = new RedisConnection(config);
  try {
    await redis.connected();
    await redis.ping();
  } finally {
    redis.close();
  }
}

async function messages(settings: Settings): Promise<Diagnostic[]> {
  const found = messageFindings(settings);
  const lines = found.map(({ severity, locale, purpose, text }) => ({ severity, subject: `message ${locale}/${purpose}`, text }));
  return lines.length > 0 ? lines : [{ severity: 'ok', subject: 'messages', text: 'one segment each, in every language' }];
}

/** A webhook of a provider that does not exist. */
const unknownWebhook = '/webhooks/doctor/reach';

/** Whether what is posted to PUBLIC_BASE_URL reaches this service: its own problem answers for a provider that it does not know. */
async function webhooks(settings: Settings): Promise<Diagnostic[]> {
  const { publicBaseUrl } = settings.get(ServiceConfig);
  const subject = 'PUBLIC_BASE_URL';
  try {
    const reply = await fetch(`${publicBaseUrl}${unknownWebhook}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
      redirect: 'manual',
      signal: AbortSignal.timeout(5000),
    });
    const { code } = (await reply.json().catch(() => ({}))) as { code?: unknown };
    if (code === 'not_found') return [{ severity: 'ok', subject, text: 'leads to this service: receipts can arrive' }];
    return [
      {
        severity: 'error',
        subject,
        text: `leads elsewhere (HTTP ${reply.status}): receipts of providers would not arrive; look at the proxy in front`,
      },
    ];
  } catch {
    return [{ severity: 'warning', subject, text: 'cannot be reached from here; while the service is down that is no wonder' }];
  }
}
