import { ConfigurationError, readSettings, ServiceConfig, type Settings } from '@sixdigit/config';
import { RedisConnection } from '@sixdigit/redis';
import { banner } from './banner.js';
import { createApp } from './bootstrap.js';
import { HttpConfig } from './config/http.config.js';
import { loadSettings } from './config/load-settings.js';
import { loggedError } from './http/logging.js';
import { storeRefusal } from './tools/store-refusal.js';

/** Starts the service, or says in plain words why not and ends the process with 1. */
export async function start(): Promise<void> {
  try {
    const { settings, warnings } = await readSettings(loadSettings);
    for (const { name, text } of warnings) say(`Warning: ${name} ${text}`);
    await listen(settings);
  } catch (error) {
    say(reasonOf(error));
    process.exit(1);
  }
}

async function listen(settings: Settings): Promise<void> {
  const app = await createApp(settings);
  const { port, host } = settings.get(HttpConfig);
  await app.listen(port, host);
  if (settings.get(ServiceConfig).production)
    for (const warning of await app.get(RedisConnection).durabilityWarnings()) say(`Warning: ${warning}`);
  process.stdout.write(`${banner(settings, await address(app))}\n`);
}

async function address(app: { getUrl(): Promise<string> }): Promise<string> {
  return (await app.getUrl()).replace('[::1]', 'localhost').replace('0.0.0.0', 'localhost').replace('127.0.0.1', 'localhost');
}

function reasonOf(error: unknown): string {
  if (error instanceof ConfigurationError) {
    const lines = error.issues.map(({ name, text }) => `  ${name} ${text}`);
    return ['Sixdigit does not start: its configuration is wrong.', ...lines].join('\n');
  }
  const refusal = storeRefusal(error);
  if (refusal !== undefined) return `Sixdigit does not start: ${refusal}`;
  const reason = loggedError(error);
  const code = (error as { code?: unknown } | undefined)?.code;
  if (code === 'EADDRINUSE') return 'Sixdigit does not start: PORT is in use by another process. Set PORT to a free one.';
  return `Sixdigit does not start: ${reason?.message ?? 'unknown error'}\n${reason?.stack ?? ''}`;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
