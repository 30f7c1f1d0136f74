// `npm run walk`: the files that a request for a code enters, and a verify, in the order in which they are entered.
//
// A copy of the build is given a mark at the start of every function, method, accessor and constructor, and driven as it is
// started by `npm start`, with the development provider and the memory stores, the second time around. Counted is what runs
// from the arrival of a request to its reply, and what that starts without a timer. A function that is one expression
// (`(x) => x.name`) belongs to the text it stands in and has no mark; packages have none; and the log is quiet, so that
// its formatting is not counted.
//
// A stay is a run of marks of one file; a return is a stay in a file that was left before, so stays are files and returns.
// Options: `--build <folder>` walks another build than `dist/apps/api`; `--check` fails where a limit is exceeded.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import ts from 'typescript';

const limits = { request: { files: 31, returns: 25 }, verify: { files: 30, returns: 20 } };

const main = 'apps/api/src/main.js';
const marks = fileURLToPath(new URL('walk-marks.mjs', import.meta.url));

/** The reply is sent before the last hooks have run. */
const afterReplyMs = 100;
const startedWithinMs = 60_000;

/** The text of a program with a mark at the start of each function; the lines stay where they are. */
function withMarks(text, mark) {
  const places = [];
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body && ts.isBlock(node.body)) places.push(node.body.getStart() + 1);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('any.js', text, ts.ScriptTarget.Latest, true));
  let marked = '';
  let at = 0;
  for (const place of places.sort((a, b) => a - b)) {
    marked += `${text.slice(at, place)}__mark(${JSON.stringify(mark)});`;
    at = place;
  }
  return marked + text.slice(at);
}

/** What a trace of marks comes to; `entered` says how often each file was, in the order of the first time. */
function walkOf(trace) {
  const entered = new Map();
  let stays = 0;
  for (const [index, file] of trace.entries()) {
    if (file === trace[index - 1]) continue;
    entered.set(file, (entered.get(file) ?? 0) + 1);
    stays += 1;
  }
  return { entered, files: entered.size, stays, returns: stays - entered.size, calls: trace.length };
}

/** `libs/sms/src/routing/router.js` is `sms/routing/router.ts`. */
const shortName = (file) =>
  file
    .replace(/^(?:apps|libs)\//, '')
    .replace('/src/', '/')
    .replace(/\.js$/, '.ts');

function packagesOf(folder) {
  const here = join(folder, 'node_modules');
  if (existsSync(here)) return here;
  if (dirname(folder) === folder) throw new Error('There is no node_modules above the build.');
  return packagesOf(dirname(folder));
}

function markedCopy(build, folder) {
  cpSync(build, folder, { recursive: true });
  for (const file of globSync('{apps,libs}/**/*.js', { cwd: folder })) {
    const path = join(folder, file);
    writeFileSync(path, withMarks(readFileSync(path, 'utf8'), shortName(file)));
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(packagesOf(build), join(folder, 'node_modules'));
}

async function started(folder) {
  const child = spawn(process.execPath, ['--import', pathToFileURL(marks).href, main], {
    cwd: folder,
    // nothing of the caller's: a setting could change the way
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      LOG_LEVEL: 'warn',
      SECRET_KEY: 'the key of a service that lives for a second',
      DATABASE_URL: 'memory:',
      DATA_DIR: folder,
      PORT: '0',
      HOST: '127.0.0.1',
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const signal = AbortSignal.timeout(startedWithinMs);
  const url = await new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('The service did not start in time.')));
    child.once('exit', (code) => reject(new Error(`The service ended with ${code}.`)));
    child.stdout.on('data', (part) => {
      const found = /listens on (http:\/\/localhost:\d+)/.exec(String(part));
      if (found) resolve(found[1].replace('localhost', '127.0.0.1'));
    });
  }).catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });
  return { child, url };
}

async function walked({ child, url }, path, body) {
  const order = async (word) => {
    const answered = once(child, 'message');
    child.send(word);
    return (await answered)[0];
  };
  await order('begin');
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const reply = await response.json();
  if (!response.ok) throw new Error(`${path} answered ${response.status} ${reply.code ?? ''}`);
  await setTimeout(afterReplyMs);
  return { reply, walk: walkOf(await order('end')) };
}

/** A number signs in: the walks of its request and of its verify. */
async function signIn(service, phone) {
  const { reply, walk } = await walked(service, '/api/v1/auth/otp/request', { phone });
  const verify = await walked(service, '/api/v1/auth/otp/verify', { phone, otp: reply.preview_code });
  return { request: walk, verify: verify.walk };
}

function print(name, { entered, files, stays, returns, calls }) {
  const limit = limits[name];
  const holds = files <= limit.files && returns <= limit.returns;
  const list = [...entered].map(([file, times], index) => `${String(index + 1).padStart(3)} ${file}${times > 1 ? ` ×${times}` : ''}`);
  console.log(`${name}: ${files} files, ${stays} stays, ${returns} returns, ${calls} calls\n${list.join('\n')}`);
  console.log(`${holds ? 'ok  ' : 'OVER'} a ${name} enters at most ${limit.files} files and returns at most ${limit.returns} times\n`);
  return holds;
}

const { values } = parseArgs({ options: { build: { type: 'string', default: 'dist/apps/api' }, check: { type: 'boolean' } } });
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sixdigit-walk-')));
let service;
try {
  markedCopy(resolve(values.build), folder);
  service = await started(folder);
  // the first one fills what is kept: keys, metadata of handlers, prepared statements
  await signIn(service, '+14152000001');
  const walks = await signIn(service, '+14152000002');
  const held = Object.entries(walks).map(([name, walk]) => print(name, walk));
  if (values.check && held.includes(false)) process.exitCode = 1;
} finally {
  service?.child.removeAllListeners('exit').kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
