import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Clock } from '@sixdigit/config';
import { Problem } from '@sixdigit/contract';
import { SmsModule, SmsService } from '@sixdigit/sms';
import { type Engine, Service } from './service.js';

/** What a caller is answered who asks for a code. */
export interface Requested {
  /** Undefined where it was sent. */
  readonly problem: string | undefined;
  /** Everything that the caller is answered, in one text. */
  readonly words: string;
  readonly challengeId: string;
  readonly previewCode: string | undefined;
}

/** Asks for codes and brings them back, whatever they are sent to. */
export interface CodeExchange {
  request(to: string): Promise<Requested>;
  /** The same code once more. */
  requestAgain(to: string, challengeId: string): Promise<Requested>;
  verify(to: string, challengeId: string, code: string): Promise<'right' | 'wrong' | 'refused'>;
  advance(seconds: number): void;
  stop(): Promise<void>;
}

/** Signs in with a number, over HTTP. */
export class HttpExchange implements CodeExchange {
  private constructor(readonly service: Service) {}

  static async start(engine: Engine, environment: Record<string, string>): Promise<HttpExchange> {
    return new HttpExchange(await Service.start(engine, environment));
  }

  request(phone: string): Promise<Requested> {
    return this.ask('request', { phone });
  }

  requestAgain(_phone: string, challenge_id: string): Promise<Requested> {
    return this.ask('resend', { challenge_id });
  }

  async verify(_phone: string, challenge_id: string, otp: string): Promise<'right' | 'wrong' | 'refused'> {
    const { status, body } = await this.service.post('/api/v1/auth/otp/verify', { challenge_id, otp });
    if (status === 200) return 'right';
    return body.reason === 'wrong' ? 'wrong' : 'refused';
  }

  advance(seconds: number): void {
    this.service.advance(seconds);
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  private async ask(what: string, given: object): Promise<Requested> {
    const { status, body } = await this.service.post(`/api/v1/auth/otp/${what}`, given);
    const { code, challenge_id, preview_code } = body;
    return {
      problem: status === 200 ? undefined : code,
      words: JSON.stringify(body),
      challengeId: challenge_id,
      previewCode: preview_code,
    };
  }
}

/** Proves an address, which is no number and so signs nobody in: by the library, as another application uses it. */
export class LibraryExchange implements CodeExchange {
  private readonly sms: SmsService;

  private constructor(private readonly context: INestApplicationContext) {
    this.sms = context.get(SmsService);
  }

  static async start(engine: Engine, environment: Record<string, string>): Promise<LibraryExchange> {
    const redis = { REDIS_URL: process.env['TEST_REDIS_URL'] ?? '', REDIS_KEY_PREFIX: `${randomBytes(6).toString('hex')}:` };
    const options = { environment: { NODE_ENV: 'test', ...(engine === 'real' ? redis : {}), ...environment } };
    return new LibraryExchange(await NestFactory.createApplicationContext(SmsModule.register(options), { logger: false }));
  }

  async request(to: string): Promise<Requested> {
    try {
      const { challengeId, code } = await this.sms.send(to, { channel: 'email' });
      return { problem: undefined, words: '', challengeId, previewCode: code };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return { problem: error.code, words: JSON.stringify({ code: error.code, ...error.extras }), challengeId: '', previewCode: undefined };
    }
  }

  requestAgain(to: string): Promise<Requested> {
    return this.request(to);
  }

  async verify(to: string, _challengeId: string, code: string): Promise<'right' | 'wrong' | 'refused'> {
    const verification = await this.sms.check(to, code);
    if (verification.outcome === 'approved') return 'right';
    return verification.reason === 'wrong' ? 'wrong' : 'refused';
  }

  advance(seconds: number): void {
    this.context.get(Clock).offsetMs += seconds * 1000;
  }

  stop(): Promise<void> {
    return this.context.close();
  }
}
