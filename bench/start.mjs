// `npm run bench:start`: from the spawn of the built program to its first answer, on an empty folder, on an existing one, and on Postgres.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { withServices } from '../test/support/services.mjs';
import { main } from './built.mjs';

const repeats = 5;
const pollMs = 5;
const giveUpMs = 30_000;
const program = ['--enable-source-maps', main];

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function firstAnswerMs(env) {
  const port = await freePort();
  const began = performance.now();
  const child = spawn('node', program, { env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1' }, stdio: 'ignore' });
  const ended = once(child, 'exit');
  try {
    while (performance.now() - began < giveUpMs) {
      const reply = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
      if (reply?.ok) return performance.now() - began;
      if (child.exitCode !== null) break;
      await setTimeout(pollMs);
    }
    throw new Error('The program gave no answer.');
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function report(name, environments) {
  const times = [];
  for (const env of environments) times.push(await firstAnswerMs(env));
  const sorted = times.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  console.log(`| ${name} | ${(median / 1000).toFixed(2)} s | ${(sorted.at(-1) / 1000).toFixed(2)} s |`);
}

const folder = await mkdtemp(join(tmpdir(), 'sixdigit-start-'));
try {
  console.log('| first answer | median | slowest |\n| --- | --- | --- |');
  const emptyFolders = Array.from({ length: repeats }, (_, index) => ({ DATA_DIR: join(folder, String(index)) }));
  await report('empty folder', emptyFolders);
  await report('existing folder', emptyFolders);
  await withServices((env) =>
    report(
      'Postgres and Redis',
      Array(repeats).fill({ DATABASE_URL: env.TEST_DATABASE_URL, REDIS_URL: env.TEST_REDIS_URL, DATA_DIR: folder }),
    ),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
