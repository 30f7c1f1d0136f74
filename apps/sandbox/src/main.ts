import { processEnvironment } from '@sixdigit/config';
import { Sandbox } from './sandbox.js';

const portDefault = 4010;
const statusDelayMs = 800;

const environment = processEnvironment();
const { SANDBOX_MSG91_WEBHOOK_URL: msg91WebhookUrl, SANDBOX_VERIFY_EVENTS_URL: verifyEventsUrl } = environment;
const sandbox = await Sandbox.start({
  port: Number(environment['SANDBOX_PORT'] ?? portDefault),
  statusDelayMs,
  // what was pasted once is good after a restart
  seed: 'npm run sandbox',
  ...(msg91WebhookUrl ? { msg91WebhookUrl } : {}),
  ...(verifyEventsUrl ? { verifyEventsUrl } : {}),
});

const lines = Object.values(sandbox.environments).map((variables) =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n'),
);
console.log([`The sandbox shows its messages at ${sandbox.url}. Point the service at it with one of these:`, ...lines].join('\n\n'));

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.stop());
