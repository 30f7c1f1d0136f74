// A real Redis and a real Postgres for the tests, on sockets of their own: a given URL; else a server on the machine; else a fetched one.
import { execFileSync, spawn } from 'node:child_process';
import { accessSync, chmodSync, closeSync, constants, cpSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { fetchPostgres, fetchRedis } from './fetch-server.mjs';

/** For the proof that fetching works: as if the machine had no server. */
const ignoresMachine = process.env.SIXDIGIT_IGNORE_LOCAL_SERVERS === '1';
const answersWithinMs = 20_000;
const startedWithinMs = 20_000;
const killedAfterMs = 5_000;

/** A unix socket's path may have some 100 bytes: a longer temporary folder is left for /tmp. */
const folderLengthMax = 60;

/** What was started and is still to be stopped, also when a signal comes in the middle of a start. */
const started = new Set();

const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

function onMachine(names, folders = []) {
  if (ignoresMachine) return undefined;
  const path = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/bin', '/usr/local/bin', '/usr/sbin', ...folders];
  return names.flatMap((name) => path.map((folder) => join(folder, name))).find(isExecutable);
}

const opens = (path) =>
  new Promise((resolve) => {
    const socket = createConnection(path, () => {
      socket.end();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

async function listening(path, child) {
  for (const end = Date.now() + startedWithinMs; Date.now() < end; ) {
    if (child.failure) throw child.failure;
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}`);
    if (existsSync(path) && (await opens(path))) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${child.spawnfile} did not open its socket`);
}

const stopped = (child, signal) =>
  new Promise((resolve) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return resolve();
    const timer = setTimeout(() => child.kill('SIGKILL'), killedAfterMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill(signal);
  });

/** A folder for one server; whatever happens, both go together. */
async function inFolder(name, start) {
  const folder = mkdtempSync(join(tmpdir().length > folderLengthMax ? '/tmp' : tmpdir(), `sixdigit-${name}-`));
  let child;
  let signal;
  const stop = async () => {
    if (child) await stopped(child, signal);
    rmSync(folder, { recursive: true, force: true });
    started.delete(stop);
  };
  started.add(stop);
  const serve = async (command, args, options, socket, stopSignal) => {
    signal = stopSignal;
    // a process group of its own: Ctrl-C must not reach the server before the tests have ended
    child = spawn(command, args, { ...options, detached: true });
    child.once('error', (error) => {
      child.failure = error;
    });
    await listening(socket, child);
  };
  try {
    return { ...(await start(folder, serve)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @returns {Promise<{env: Record<string, string>, kind: string, stop(): Promise<void>}>} */
export async function redis() {
  const local = onMachine(['redis-server', 'valkey-server']);
  if (process.env.TEST_REDIS_URL) {
    return { env: local ? { REDIS_SERVER_BIN: local } : {}, kind: 'TEST_REDIS_URL', stop: async () => {} };
  }
  const bin = local ?? fetchRedis();
  return inFolder('redis', async (folder, serve) => {
    const socket = join(folder, 's');
    const settings = ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'];
    await serve(bin, [...settings, '--dir', folder], { stdio: 'ignore' }, socket, 'SIGTERM');
    return { env: { TEST_REDIS_URL: socket, REDIS_SERVER_BIN: bin }, kind: local ?? 'fetched' };
  });
}

/** Postgres refuses to run as root: the packaged account, else nobody. */
function postgresAccount() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // the next one
    }
  }
  return {};
}

function localPostgres() {
  const parent = '/usr/lib/postgresql';
  const versions = existsSync(parent) && !ignoresMachine ? readdirSync(parent).sort((a, b) => Number(b) - Number(a)) : [];
  const path = ignoresMachine ? [] : (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const folders = [...versions.map((version) => join(parent, version, 'bin')), ...path];
  return folders.find((folder) => isExecutable(join(folder, 'initdb')) && isExecutable(join(folder, 'postgres')));
}

/** @returns {Promise<{env: Record<string, string>, kind: string, stop(): Promise<void>}>} */
export async function postgres() {
  const local = localPostgres();
  if (process.env.TEST_DATABASE_URL) {
    return { env: local ? { POSTGRES_BIN_DIR: local } : {}, kind: 'TEST_DATABASE_URL', stop: async () => {} };
  }
  const fetched = local ? undefined : fetchPostgres();
  return inFolder('postgres', async (folder, serve) => {
    const account = postgresAccount();
    // the account may not be able to reach the cache folder of the one who runs the tests
    if (fetched) cpSync(fetched, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
    if (account.uid !== undefined) execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, folder]);
    chmodSync(folder, 0o755);
    const bin = local ?? join(folder, 'native/bin');
    const cluster = join(folder, 'd');
    const own = { ...account, cwd: folder };
    const options = ['-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync'];
    execFileSync(join(bin, 'initdb'), ['-D', cluster, ...options], { ...own, stdio: ['ignore', 'ignore', 'pipe'] });
    const settings = {
      listen_addresses: '',
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: 200,
      shared_buffers: '64MB',
      // whose statement it was: the tests share the server
      log_line_prefix: '%d ',
    };
    const args = ['-D', cluster, '-k', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    const socket = join(folder, '.s.PGSQL.5432');
    const log = join(folder, 'log');
    const out = openSync(log, 'a');
    try {
      await serve(join(bin, 'postgres'), args, { ...own, stdio: ['ignore', 'ignore', out] }, socket, 'SIGINT');
    } finally {
      closeSync(out);
    }
    const url = `postgres://postgres@/postgres?host=${encodeURIComponent(folder)}`;
    await answering(url);
    return { env: { TEST_DATABASE_URL: url, TEST_DATABASE_LOG: log, POSTGRES_BIN_DIR: bin }, kind: local ?? 'fetched' };
  });
}

/** Postgres opens its socket before it lets anybody in. */
async function answering(url) {
  for (const end = Date.now() + answersWithinMs; ; ) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function stopAll() {
  await Promise.all([...started].map((stop) => stop()));
}

/** Starts both, runs something with their URLs in the environment, stops both: whatever happens. */
export async function withServices(run) {
  let interrupted = false;
  const interrupt = () => {
    // the runner of the tests ends them; the servers end after them, in `finally`
    interrupted = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupt);
  try {
    const missing = [];
    const env = {};
    for (const [name, start] of Object.entries({ Redis: redis, Postgres: postgres })) {
      try {
        Object.assign(env, (await start()).env);
      } catch (error) {
        missing.push(`${howToGet[name]}: ${reason(error)}`);
      }
    }
    refuseMissing(missing);
    if (interrupted) throw new Error('Interrupted.');
    return await run(env);
  } finally {
    await stopAll();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, interrupt);
  }
}

const howToGet = {
  Redis: 'Redis (install redis-server, or set TEST_REDIS_URL)',
  Postgres: 'Postgres (install postgresql, or set TEST_DATABASE_URL)',
};

/** The last line, without an address: what a package manager says may name the hosts that it asked. */
function reason(error) {
  const silent = error.status !== undefined && !String(error.stderr ?? '').trim();
  const text = silent ? `${error.message.split(' ')[2]} ended with ${error.status}` : String(error.stderr || error.message);
  return text
    .trim()
    .split('\n')
    .at(-1)
    .replace(/\b\w+:\/\/\S+/g, '…')
    .replace(/\.$/, '');
}

function refuseMissing(missing) {
  if (missing.length === 0) return;
  const sentence = `Tests are skipped for want of ${missing.join(' and ')}.`;
  if (process.env.CI === 'true') throw new Error(sentence);
  process.stderr.write(`${sentence}\n`);
}
