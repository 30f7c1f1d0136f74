import { type CallHandler, type ExecutionContext, Injectable, Logger, type NestInterceptor } from '@nestjs/common';
import { callerOf } from '@sixdigit/caller';
import { Problem } from '@sixdigit/contract';
import { BudgetGuard } from '@sixdigit/limits';
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
    private readonly store: IdempotencyStore,
    private readonly replies: KeptReplies,
    private readonly budgets: BudgetGuard,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const incoming = context.switchToHttp().getRequest<FastifyRequest>();
    const header = incoming.headers['idempotency-key'];
    if (header === undefined) return next.handle();
    const request = namedRequest(incoming, idempotencyKey(header));
    const fingerprint = this.replies.fingerprintOf(request);
    const found = await this.store.begin(this.replies.nameOf(request), fingerprint, runningMs);
    if (found === undefined) {
      const lifetimeSeconds = Reflect.getMetadata(lifetimeMetadata, context.getHandler()) as number;
      return from(this.answer(request, next, lifetimeSeconds * 1000));
    }
    const [ofBody, sealed] = found.split(' ', 2);
    if (ofBody !== fingerprint) throw await this.conflict(new Problem('idempotency_key_reused'), context);
    if (sealed === undefined) throw await this.conflict(new Problem('idempotency_key_in_use', { retry_after: retryAfterSeconds }), context);
    context.switchToHttp().getResponse<FastifyReply>().header('Idempotency-Replayed', 'true');
    return of(this.replies.open(request, sealed));
  }

  /** It did nothing, so it costs nothing of what the route may do how often; a budget of its own bounds it. */
  private async conflict(problem: Problem, context: ExecutionContext): Promise<Problem> {
    await this.budgets.exchange('conflicts', context);
    return problem;
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

function namedRequest(incoming: FastifyRequest, key: string): NamedRequest {
  return { sender: senderOf(incoming), route: `${incoming.method} ${incoming.routeOptions.url}`, key, body: incoming.body };
}

/**
 * The network, or the challenge where the body names one: only its holder knows it, and a phone that moves from Wi-Fi
 * to mobile data, where a reply is lost most often, has another network for its second try.
 */
function senderOf(incoming: FastifyRequest): string {
  const challengeId = (incoming.body as { challenge_id?: unknown } | undefined)?.challenge_id;
  return typeof challengeId === 'string' ? `challenge ${challengeId}` : `network ${callerOf(incoming).network}`;
}
