import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { Sandbox } from '../../apps/sandbox/src/index.js';
import { scratchDatabase } from '../support/scratch-database.js';
import { copyOf, wordsOf } from './dockerfile.js';
import { Image, isLetThrough, repository } from './image.js';

const execute = promisify(execFile);
const phone = '+14155552671';
const madeWithinMs = 300_000;
const startedWithinMs = 60_000;

/** What the environment must give that no example can: everything else stays as the example has it. */
function environment(databaseUrl: string, twilio: Sandbox): Record<string, string> {
  const example = parseEnv(readFileSync(join(repository, '.env.production.example'), 'utf8')) as Record<string, string>;
  return {
    ...example,
    SECRET_KEY: randomBytes(32).toString('base64'),
    DATABASE_URL: databaseUrl,
    REDIS_URL: process.env['TEST_REDIS_URL'] ?? '',
    REDIS_KEY_PREFIX: `image-${randomBytes(4).toString('hex')}:`,
    ...twilio.environments['twilio-verify'],
    HOST: '127.0.0.1',
    PORT: '0',
  };
}

/** The process of the image's CMD, with nothing in its environment but what it is given. */
class Container {
  output = '';
  private readonly process;

  constructor(image: Image, env: Record<string, string>) {
    this.process = spawn(process.execPath, wordsOf(image.textOf('CMD')).slice(1), { cwd: image.folder, env });
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on('data', (part) => (this.output += part));
  }

  /** Its port, once it listens. */
  async port(): Promise<string> {
    for (;;) {
      const [, port] = /listens on http:\/\/[^\s:]+:(\d+)/.exec(this.output) ?? [];
      if (port) return port;
      if (this.hasEnded) throw new Error(`The service ended with ${this.process.exitCode}:\n${this.output}`);
      await Promise.race([once(this.process.stdout, 'data'), once(this.process, 'close')]);
    }
  }

  /** Asks it to stop; how it ended. */
  async stop(): Promise<{ code: unknown; signal: unknown }> {
    if (!this.hasEnded) {
      const closed = once(this.process, 'close');
      this.process.kill('SIGTERM');
      await closed;
    }
    return { code: this.process.exitCode, signal: this.process.signalCode };
  }

  private get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }
}

const haveServices = process.env['TEST_DATABASE_URL'] && process.env['TEST_REDIS_URL'];

(haveServices ? describe : describe.skip)('the image', () => {
  let image: Image;

  beforeAll(async () => {
    image = await Image.build();
  }, madeWithinMs);

  afterAll(() => image?.remove());

  it('is made of what .dockerignore lets through', () => {
    const copied = image.stages.flatMap(({ instructions }) => instructions.filter(({ name }) => name === 'COPY').map(copyOf));
    const sources = copied.filter(({ from }) => from === undefined).flatMap((each) => each.sources);
    expect(sources.filter((source) => !isLetThrough(source))).toEqual([]);
  });

  it('runs on the major version of Node that the tests run on, and not as root', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    const [major] = devDependencies.node.split('.');
    for (const stage of image.stages) expect(stage.image).toMatch(new RegExp(`^node:${major}[.-]`));
    expect(image.textOf('USER')).toBe('node');
    expect(wordsOf(image.textOf('CMD'))[0]).toBe('node');
  });

  it('decides on no environment by itself', () => {
    const instructions = image.stages.flatMap((stage) => stage.instructions.map(({ name }) => name));
    expect(instructions).not.toContain('ENV');
    expect(instructions).not.toContain('ARG');
  });

  it('holds the packages of production and no others', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    const isThere = (name: string) => existsSync(join(image.folder, 'node_modules', name, 'package.json'));
    expect(Object.keys(dependencies).filter((name) => !isThere(name))).toEqual([]);
    for (const name of ['jest', 'node', '@nestjs/cli', '@biomejs/biome']) {
      expect(devDependencies).toHaveProperty([name]);
      expect(isThere(name)).toBe(false);
    }
  });

  describe('in production, with the example of its settings', () => {
    let twilio: Sandbox;
    let database: Awaited<ReturnType<typeof scratchDatabase>>;
    let container: Container;
    let port: string;
    let host: string;
    let filesBefore: string[];

    const files = () => globSync('**', { cwd: image.folder }).sort();
    const call = async (method: 'GET' | 'POST', path: string, body?: object, headers: Record<string, string> = {}) => {
      const json = body && { 'content-type': 'application/json' };
      // not fetch, which sends the Host header it likes; production answers its own host only
      const { statusCode, body: reply } = await request(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { host, ...json, ...headers },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: statusCode, reply: (await reply.json()) as Record<string, unknown> };
    };

    beforeAll(async () => {
      twilio = await Sandbox.start();
      database = await scratchDatabase();
      filesBefore = files();
      const env = environment(database.url, twilio);
      host = (env['ALLOWED_HOSTS'] ?? 'localhost').split(',')[0]!.trim();
      container = new Container(image, env);
      port = await container.port();
    }, startedWithinMs);

    afterAll(async () => {
      await container?.stop();
      await database?.drop();
      await twilio?.stop();
    });

    it('says that it is production', () => {
      expect(container.output).toContain('(production)');
    });

    it('signs a phone in', async () => {
      const requested = await call('POST', '/api/auth/otp/request', { phone });
      expect(requested).toEqual({ status: 200, reply: expect.objectContaining({ status: 'ok' }) });
      expect(requested.reply).not.toHaveProperty('preview_code');

      const otp = twilio.codeFor(phone);
      const verified = await call('POST', '/api/auth/verify-otp', { phone, otp });
      const tokens = { access_token: expect.any(String), refresh_token: expect.any(String), token_type: 'bearer' };
      expect(verified).toEqual({ status: 200, reply: expect.objectContaining(tokens) });

      const { access_token: accessToken, refresh_token: refreshToken } = verified.reply as Record<string, string>;
      const me = await call('GET', '/api/v1/users/me', undefined, { authorization: `Bearer ${accessToken}` });
      expect(me).toEqual({ status: 200, reply: expect.objectContaining({ phone }) });

      for (const secret of [phone.slice(1), accessToken, refreshToken]) expect(container.output).not.toContain(secret);
      // as a word: six digits stand inside longer numbers by chance
      expect(container.output).not.toMatch(new RegExp(`\\b${otp}\\b`));
    });

    it('finds itself healthy, and finds out when nothing answers', async () => {
      const [, ...words] = wordsOf(image.textOf('HEALTHCHECK'));
      const check = (at: string) => execute(process.execPath, words, { env: { PORT: at } });
      await expect(check(port)).resolves.toBeDefined();
      await expect(check('1')).rejects.toMatchObject({ code: 1 });
    });

    it('ends with 0 when it is told to, and has written nothing into its folder', async () => {
      expect(await container.stop()).toEqual({ code: 0, signal: null });
      expect(files()).toEqual(filesBefore);
    });
  });
});
