import { processEnvironment } from '@sixdigit/config';
import { fakes } from './fakes.js';
import { Sandbox } from './sandbox.js';

const portDefault = 4010;
const statusDelayMs = 800;

const environment = processEnvironment();
const receipts = fakes.flatMap((fake) => Object.entries(fake.receipts)).map(([kind, variable]) => [kind, environment[variable]] as const);
const sandbox = await Sandbox.start({
  port: Number(environment['SANDBOX_PORT'] ?? portDefault),
  statusDelayMs,
  // what was pasted once is good after a restart
  seed: 'npm run sandbox',
  receiptUrls: Object.fromEntries(receipts.flatMap(([kind, url]) => (url ? [[kind, url] as const] : []))),
});

const lines = Object.values(sandbox.environments).map((variables) =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n'),
);
console.log([`The sandbox shows its messages at ${sandbox.url}. Point the service at it with one of these:`, ...lines].join('\n\n'));

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.stop());
