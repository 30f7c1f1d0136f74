// `npm run bench`: the four hot operations against the built service and against the floor, interleaved in one run on this machine.
// `npm run bench -- --against <folder>`: also against the build in another checkout, as what was before.
// Bounded: every caller has a number and an address of its own, and each slice a fixed number of calls.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { Pool } from 'undici';
import { withServices } from '../test/support/services.mjs';
import { main, migrate } from './built.mjs';

const { against } = parseArgs({ options: { against: { type: 'string' } } }).values;

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

async function start(args, env, cwd = '.') {
  const child = spawn('node', args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${args.at(-1)} ended`)));
    child.stdout.on('data', (part) => {
      const found = /listens on (http:\/\/localhost:\d+)/.exec(String(part));
      if (found) resolve(found[1].replace('localhost', '127.0.0.1'));
    });
  });
  return { child, pool: new Pool(url, { connections, pipelining: 1 }), figures: empty() };
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

async function round(system) {
  const { figures } = system;
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

/** A database and keys of its own, so that none pays for the rows of another. */
async function storesOf(name, { TEST_DATABASE_URL, TEST_REDIS_URL }) {
  const url = await database(TEST_DATABASE_URL, `bench_${name}`);
  return { DATABASE_URL: url, REDIS_URL: TEST_REDIS_URL, REDIS_KEY_PREFIX: `${name}:` };
}

const startService = async (name, folder, env) =>
  start(
    ['--enable-source-maps', main],
    {
      ...(await storesOf(name, env)),
      NODE_ENV: 'staging',
      DEV_MODE: 'true',
      PORT: '0',
      HOST: '127.0.0.1',
      TRUSTED_PROXIES: '127.0.0.1',
      SECRET_KEY: randomBytes(32).toString('base64'),
    },
    folder,
  );

async function startFloor(env) {
  const stores = await storesOf('floor', env);
  execFileSync('node', [migrate], { env: { ...process.env, ...stores }, stdio: ['ignore', 'ignore', 'inherit'] });
  return start(['bench/floor.mjs'], stores);
}

/** Each system's figures, and the last system's as a share of the one before it: round by round, so that what disturbs both cancels out. */
function table(systems) {
  const columns = { cpu: 'µs CPU', perSecond: '/s' };
  const names = Object.keys(systems);
  const [other, last] = names.slice(-2);
  const head = Object.values(columns).flatMap((unit) => [...names.map((name) => `${name} ${unit}`), `${last}/${other}`]);
  const rows = operations.map((operation) => {
    const cells = Object.keys(columns).flatMap((column) => {
      const values = (name) => systems[name].figures[operation].map((figure) => figure[column]);
      const ratios = values(last).map((value, index) => value / values(other)[index]);
      return [...names.map((name) => median(values(name)).toFixed(0)), median(ratios).toFixed(2)];
    });
    return [operation, ...cells];
  });
  const lines = [['operation', ...head], ['---', ...head.map(() => '---')], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

await withServices(async (env) => {
  const systems = {};
  try {
    systems.floor = await startFloor(env);
    if (against) systems.before = await startService('before', against, env);
    systems[against ? 'after' : 'service'] = await startService('after', '.', env);
    const inTurn = async (times) => {
      for (let index = 0; index < times; index += 1) {
        const all = Object.values(systems);
        // what runs last in a round must not always be the same one
        for (const system of index % 2 ? all : all.toReversed()) await round(system);
      }
    };
    await inTurn(warmUpRounds);
    for (const system of Object.values(systems)) system.figures = empty();
    await inTurn(rounds);
    console.log(`Node ${process.version}, ${rounds} interleaved rounds of ${calls} calls, ${connections} connections; medians\n`);
    console.log(table(systems));
  } finally {
    for (const { child, pool } of Object.values(systems)) {
      await pool.destroy();
      child.removeAllListeners('exit');
      child.kill('SIGTERM');
    }
  }
});
