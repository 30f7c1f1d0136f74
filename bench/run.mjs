// `npm run bench`: the four hot operations against the built service and against the floor, interleaved in one run on this machine.
// Bounded: every caller has a number and an address of its own, and each slice a fixed number of calls.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { Pool } from 'undici';
import { withServices } from '../test/support/services.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 6);
const calls = Number(process.env.BENCH_CALLS ?? 1500);
/** Until then the compiler is still at work, more of it in the larger program. */
const warmUpRounds = 4;
const connections = 32;
const ticksPerSecond = 100;
const operations = ['request', 'verify', 'refresh', 'me'];

let number = 0;
const phone = () => `+1415${2_000_000 + (number++ % 7_000_000)}`;
const address = () => `10.${[...randomBytes(3)].join('.')}`;

function cpuMicroseconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1e6;
}

async function start(args, env) {
  const child = spawn('node', args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${args.at(-1)} ended`)));
    child.stdout.on('data', (part) => {
      const found = /listens on (http:\/\/localhost:\d+)/.exec(String(part));
      if (found) resolve(found[1].replace('localhost', '127.0.0.1'));
    });
  });
  return { child, pool: new Pool(url, { connections, pipelining: 1 }) };
}

async function call(pool, path, body, headers = {}) {
  const json = body ? { 'content-type': 'application/json' } : {};
  const answer = await pool.request({
    path,
    method: body ? 'POST' : 'GET',
    headers: { ...json, 'x-forwarded-for': address(), ...headers },
    body: body && JSON.stringify(body),
  });
  const reply = await answer.body.json();
  if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode} ${reply.code ?? ''}`);
  return reply;
}

/** Every item once, at most `connections` at a time. */
async function each(items, run) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await run(items[at]);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return results;
}

async function slice({ child, pool }, name, items, run, figures) {
  const cpu = cpuMicroseconds(child.pid);
  const began = performance.now();
  const results = await each(items, run.bind(null, pool));
  const seconds = (performance.now() - began) / 1000;
  figures[name].push({ cpu: (cpuMicroseconds(child.pid) - cpu) / items.length, perSecond: items.length / seconds });
  return results;
}

async function round(system, figures) {
  const phones = Array.from({ length: calls }, phone);
  const sent = await slice(system, 'request', phones, (pool, to) => call(pool, '/api/v1/auth/otp/request', { phone: to }), figures);
  const signedIn = await slice(
    system,
    'verify',
    sent,
    (pool, { challenge_id, preview_code }) => call(pool, '/api/v1/auth/otp/verify', { challenge_id, otp: preview_code }),
    figures,
  );
  await slice(
    system,
    'refresh',
    signedIn,
    (pool, { refresh_token }) => call(pool, '/api/v1/auth/token/refresh', { refresh_token }),
    figures,
  );
  await slice(
    system,
    'me',
    signedIn,
    (pool, { access_token }) => call(pool, '/api/v1/users/me', undefined, { authorization: `Bearer ${access_token}` }),
    figures,
  );
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const empty = () => Object.fromEntries(operations.map((name) => [name, []]));

async function database(url, name) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return url.replace(/\/[^/?]*(?=\?|$)/, `/${name}`);
}

await withServices(async (env) => {
  const url = await database(env.TEST_DATABASE_URL, 'bench');
  const stores = { DATABASE_URL: url, REDIS_URL: env.TEST_REDIS_URL };
  const service = await start(['--enable-source-maps', 'dist/apps/api/apps/api/src/main.js'], {
    ...stores,
    NODE_ENV: 'staging',
    DEV_MODE: 'true',
    PORT: '0',
    HOST: '127.0.0.1',
    TRUSTED_PROXIES: '127.0.0.1',
    SECRET_KEY: randomBytes(32).toString('base64'),
  });
  const floor = await start(['bench/floor.mjs'], stores);
  try {
    const figures = { service: empty(), floor: empty() };
    for (let index = 0; index < warmUpRounds; index += 1) {
      await round(service, empty());
      await round(floor, empty());
    }
    for (let index = 0; index < rounds; index += 1) {
      await round(service, figures.service);
      await round(floor, figures.floor);
    }
    console.log(`Node ${process.version}, ${rounds} interleaved rounds of ${calls} calls, ${connections} connections; medians\n`);
    console.log(
      '| operation | floor µs CPU | service µs CPU | ratio | floor /s | service /s | ratio |\n| --- | --- | --- | --- | --- | --- | --- |',
    );
    for (const name of operations) {
      const of = (system, what) => median(figures[system][name].map((figure) => figure[what]));
      const cpu = [of('floor', 'cpu'), of('service', 'cpu')];
      const speed = [of('floor', 'perSecond'), of('service', 'perSecond')];
      const cells = [
        name,
        cpu[0].toFixed(0),
        cpu[1].toFixed(0),
        (cpu[1] / cpu[0]).toFixed(2),
        speed[0].toFixed(0),
        speed[1].toFixed(0),
        (speed[1] / speed[0]).toFixed(2),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
  } finally {
    for (const { child, pool } of [service, floor]) {
      await pool.destroy();
      child.removeAllListeners('exit');
      child.kill('SIGTERM');
    }
  }
});
