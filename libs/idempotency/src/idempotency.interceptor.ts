import { type CallHandler, type ExecutionContext, Inject, Injectable, Logger, type NestInterceptor } from '@nestjs/common';
import { callerOf } from '@sixdigit/caller';
import { Problem } from '@sixdigit/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable, of } from 'rxjs';
import { IdempotencyStore } from './idempotency.store.js';
import { idempotencyKey } from './idempotency-key.js';
import { KeptReplies, type NamedRequest } from './kept-replies.js';

/** Seconds for which the replies of a route are kept. */
export const lifetimeMetadata = 'sixdigit:idempotent';

/** A request under way ends within this, however slow its providers are; then its key is free again, whatever became of the process. */
const runningMs = 30_000;

/** Seconds until a caller may ask after a request that is under way. */
const retryAfterSeconds = 1;

/** Answers a repeated request with the first reply. Replies that are failures are not kept: the same key may try again. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger(IdempotencyInterceptor.name);

  constructor(
    @Inject(IdempotencyStore) private readonly store: IdempotencyStore,
    @Inject(KeptReplies) private readonly replies: KeptReplies,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const incoming = http.getRequest<FastifyRequest>();
    const key = idempotencyKey(incoming.headers['idempotency-key']);
    if (key === undefined) return next.handle();
    const { network } = callerOf(incoming);
    const request = { network, route: `${incoming.method} ${incoming.routeOptions.url}`, key, body: incoming.body };
    const fingerprint = this.replies.fingerprintOf(request);
    const found = await this.store.begin(this.replies.nameOf(request), fingerprint, runningMs);
    if (found === undefined) {
      const lifetimeSeconds = Reflect.getMetadata(lifetimeMetadata, context.getHandler()) as number;
      return from(this.answer(request, next, lifetimeSeconds * 1000));
    }
    const [ofBody, sealed] = found.split(' ', 2);
    if (ofBody !== fingerprint) throw new Problem('idempotency_key_reused');
    if (sealed === undefined) throw new Problem('idempotency_key_in_use', { retry_after: retryAfterSeconds });
    http.getResponse<FastifyReply>().header('Idempotency-Replayed', 'true');
    return of(this.replies.open(request, sealed));
  }

  private async answer(request: NamedRequest, next: CallHandler, lifetimeMs: number): Promise<unknown> {
    const name = this.replies.nameOf(request);
    let reply: unknown;
    try {
      reply = await lastValueFrom(next.handle());
    } catch (error) {
      await this.quietly(this.store.drop(name));
      throw error;
    }
    const kept = `${this.replies.fingerprintOf(request)} ${this.replies.seal(request, reply)}`;
    await this.quietly(this.store.keep(name, kept, lifetimeMs));
    return reply;
  }

  /** What was done is done: that its reply cannot be kept must not turn it into a failure. */
  private async quietly(step: Promise<void>): Promise<void> {
    try {
      await step;
    } catch (error) {
      this.logger.warn({ err: error }, 'a reply could not be kept for a repeated request');
    }
  }
}
