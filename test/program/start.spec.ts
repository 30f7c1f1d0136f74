import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { connect, DatabaseConfig } from '@sixdigit/database';

const program = 'dist/apps/api/apps/api/src/main.js';

interface Run {
  readonly child: ChildProcess;
  output(): string;
  readonly ended: Promise<number | null>;
}

function run(environment: Record<string, string>, file = program, args: readonly string[] = []): Run {
  const child = spawn(process.execPath, ['--enable-source-maps', file, ...args], {
    env: { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { child, output: () => output, ended };
}

async function printed(started: Run, pattern: RegExp): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (pattern.test(started.output())) return;
    if (started.child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`it did not print ${pattern}: ${started.output()}`);
}

describe('the built program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sixdigit-start-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('says where, with what and why, and how to try it; refuses a second process on its folder by name; ends with 0', async () => {
    const first = run({ DATA_DIR: folder });
    await printed(first, /Sign in:/);
    expect(first.output()).toMatch(/listens on http:\/\/localhost:\d+ \(development\)/);
    expect(first.output()).toMatch(/provider {2}development, because/);
    expect(first.output()).toMatch(/database {2}embedded in .*, because DATABASE_URL is not set/);
    expect(first.output().match(/curl -s/g)).toHaveLength(3);
    const second = run({ DATA_DIR: folder });
    expect(await second.ended).toBe(1);
    expect(second.output().trim().split('\n')).toEqual([expect.stringContaining(`in use by process ${first.child.pid}`)]);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });

  it('refuses a folder of another lineage with one sentence, as the tools do', async () => {
    const foreign = mkdtempSync(join(tmpdir(), 'sixdigit-foreign-'));
    try {
      const database = await connect(Object.assign(new DatabaseConfig(), { dataDir: foreign }));
      await database.kysely
        .insertInto('kysely_migration' as never)
        .values({ name: '0000-before', timestamp: 'then' } as never)
        .execute();
      await database.close();
      const sentence = /^.*The tables were made by another version of Sixdigit \(0000-before\): run that version, or .*\.$/m;
      for (const name of ['main', 'migrate', 'sms-trace']) {
        const refused = run({ DATA_DIR: foreign }, program.replace('main', name), ['+14155552671']);
        expect(await refused.ended).toBe(1);
        expect(refused.output().trim()).toMatch(sentence);
        expect(refused.output()).not.toContain(' at ');
      }
    } finally {
      rmSync(foreign, { recursive: true, force: true });
    }
  });

  it.each([
    ['development', 'no', {}],
    ['webhook', 'no', { SMS_WEBHOOK_URL: 'http://127.0.0.1:9/', SMS_WEBHOOK_SECRET: `whsec_${'A'.repeat(44)}` }],
    [
      'twilio',
      'yes',
      { TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'x', TWILIO_MESSAGING_SERVICE_SID: `MG${'0'.repeat(32)}` },
    ],
  ])('with %s loads the package of Twilio: %s', async (name, loaded, environment) => {
    const script = `import { Module } from 'node:module';
      const isTwilio = (file) => file.includes('/node_modules/twilio/');
      process.once('exit', () => console.log('twilio ' + (Object.keys(Module._cache).some(isTwilio) ? 'yes' : 'no')));`;
    const started = run({
      SMS_PROVIDER: name,
      SECRET_KEY: 'a-root-key-of-the-suite-0123456789',
      DATABASE_URL: 'memory:',
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(script)}`,
      ...environment,
    });
    await printed(started, /Sixdigit listens on/);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(started.output()).toContain(`twilio ${loaded}`);
  });

  it('says of a Node that is too old which one it needs, before anything else', async () => {
    const script = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '24.8.0' } });`;
    const old = run({ NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(script)}` });
    expect(await old.ended).toBe(1);
    const [, needed] = />=(\S+)/.exec(JSON.parse(readFileSync('package.json', 'utf8')).engines.node)!;
    expect(old.output()).toMatch(new RegExp(`^Sixdigit needs Node ${needed} or newer, and this is 24.8.0`));
  });

  it.each([
    ['6.2.14', '%1\r\n$7\r\nversion\r\n$6\r\n6.2.14\r\n'],
    // does not know the command with which connections begin
    ['5.0.14', '-ERR unknown command `hello`, with args beginning with: `3`, \r\n'],
  ])('says of Redis %s which one it needs, and ends with 1', async (version, hello) => {
    const replyTo = (command: string) => {
      if (/\r\nhello\r\n/i.test(command)) return hello;
      const info = `redis_version:${version}\r\n`;
      return /\r\ninfo\r\n/i.test(command) ? `$${info.length}\r\n${info}\r\n` : '+OK\r\n';
    };
    const old = createServer((socket) => {
      socket.on('error', () => undefined);
      // each command begins with the number of its parts (RESP)
      socket.on('data', (sent) =>
        socket.write(
          String(sent)
            .split(/(?=\*\d)/)
            .map(replyTo)
            .join(''),
        ),
      );
    });
    await new Promise<void>((resolve) => old.listen(0, '127.0.0.1', resolve));
    const address = old.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const started = run({ DATABASE_URL: 'memory:', REDIS_URL: `redis://127.0.0.1:${port}`, DATA_DIR: folder });
    expect(await started.ended).toBe(1);
    expect(started.output().trim()).toBe(`Sixdigit does not start: REDIS_URL leads to Redis ${version}, and Redis 7 or newer is needed.`);
    old.close();
  });

  it('names every wrong variable of a bad start, no value, and ends with 1', async () => {
    const bad = run({ NODE_ENV: 'production', SECRET_KEY: 'hunter2', OTP_LENGTH: '77', CORS_ORIGINS: '*', DATA_DIR: folder });
    expect(await bad.ended).toBe(1);
    for (const name of ['SECRET_KEY', 'OTP_LENGTH', 'CORS_ORIGINS', 'SMS_PROVIDER', 'REDIS_URL', 'DATABASE_URL', 'PUBLIC_BASE_URL'])
      expect(bad.output()).toContain(`  ${name} `);
    expect(bad.output()).not.toMatch(/hunter2|77/);
  });
});
