import { randomBytes } from 'node:crypto';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock } from '@sixdigit/config';
import { createApp } from '../../apps/api/src/bootstrap.js';
import { loadSettings } from '../../apps/api/src/config/load-settings.js';
import { controllersOf } from '../../apps/api/src/controllers.js';
import { Recorder } from './recorder.js';
import { type ScratchDatabase, scratchDatabase } from './scratch-database.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into replies of every shape
  readonly body: any;
}

export type Engine = 'embedded' | 'real';

/** Both engines, or the embedded one where there is no server. */
export const engines: readonly Engine[] =
  process.env['TEST_REDIS_URL'] && process.env['TEST_DATABASE_URL'] ? ['embedded', 'real'] : ['embedded'];

/** Limits by address out of the way of tests that are about something else. */
const roomy = { RATE_LIMIT_SENDS_PER_IP: '10000/60', RATE_LIMIT_VERIFY_PER_IP: '10000/60' };

/** A running service: what production boots, on a port of its own, driven over HTTP. */
export class Service {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    private readonly recorder: Recorder,
    private readonly database: ScratchDatabase | undefined,
    readonly databaseUrl: string,
    readonly environment: Record<string, string>,
  ) {}

  /** `controllers` are routes of the test beside those of the service. */
  static async start(engine: Engine, environment: Record<string, string> = {}, controllers: readonly Type[] = []): Promise<Service> {
    const recorder = new Recorder();
    const database = engine === 'real' && !environment['DATABASE_URL'] ? await scratchDatabase() : undefined;
    const full: Record<string, string> = {
      NODE_ENV: 'test',
      LOG_LEVEL: 'trace',
      SECRET_KEY: randomBytes(32).toString('base64'),
      TRUSTED_PROXIES: '127.0.0.1',
      DATABASE_URL: database?.url ?? 'memory:',
      PGLITE_TEMPLATE: 'dist/pglite-template.tgz',
      ...(engine === 'real' ? { REDIS_URL: process.env['TEST_REDIS_URL']!, REDIS_KEY_PREFIX: `${randomBytes(6).toString('hex')}:` } : {}),
      ...roomy,
      ...environment,
    };
    recorder.secret('key', full['SECRET_KEY']);
    const { settings } = loadSettings(full);
    const app = await createApp(settings, recorder, [...controllersOf(settings), ...controllers]);
    await app.listen(Number(full['PORT'] ?? 0), '127.0.0.1');
    const url = await app.getUrl();
    return new Service(app, url, recorder, database, full['DATABASE_URL']!, full);
  }

  /** Moves every clock of the service. */
  advance(seconds: number): void {
    this.app.get(Clock).offsetMs += seconds * 1000;
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    this.note(body);
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    return this.send(path, {
      method: 'POST',
      headers: { ...json, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, { headers });
  }

  async send(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, init);
    const text = await response.text();
    const body = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
    if (response.headers.get('content-type')?.includes('problem')) this.recorder.problem(body.code);
    this.note(body);
    return { status: response.status, headers: response.headers, body };
  }

  /** Signs a number in and answers the reply. */
  async signIn(phone: string): Promise<Answer> {
    const requested = await this.post('/api/v1/auth/otp/request', { phone });
    return this.post('/api/v1/auth/otp/verify', { challenge_id: requested.body.challenge_id, otp: requested.body.preview_code });
  }

  /** Remembers a problem that a bare socket was answered. */
  noteProblem(answer: string): void {
    this.recorder.problem(/"code":"(\w+)"/.exec(answer)?.[1]);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database?.drop();
  }

  /** Remembers the secrets of a body. */
  private note(body: unknown): void {
    if (typeof body !== 'object' || body === null) return;
    const { phone, otp, preview_code, access_token, refresh_token } = body as Record<string, unknown>;
    if (typeof phone === 'string' && /^\+\d+$/.test(phone)) this.recorder.secret('phone', phone);
    for (const code of [otp, preview_code]) if (typeof code === 'string' && /^\d{6,10}$/.test(code)) this.recorder.secret('otp', code);
    for (const token of [access_token, refresh_token]) this.recorder.secret('token', token);
  }
}

/** A caller at another address, as the trusted proxy reports it. */
export function from(ip: string): Record<string, string> {
  return { 'x-forwarded-for': ip };
}

export function bearer(accessToken: string): Record<string, string> {
  return { authorization: `Bearer ${accessToken}` };
}

/** Numbers that exist in the numbering plan; each test takes its own. */
export function phoneNumber(index: number): string {
  return `+1415${String(2_000_000 + index).padStart(7, '0')}`;
}
