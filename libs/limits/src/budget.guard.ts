import { type ExecutionContext, Injectable } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerOptions, type ThrottlerRequest } from '@nestjs/throttler';
import { networkOf } from '@sixdigit/caller';
import { Problem } from '@sixdigit/contract';
import { type BudgetName, budgetMetadata, budgets } from './budget.js';
import { rememberCharge } from './charge.js';
import { trackerOf } from './limit-key.js';
import type { CountedHit, LimitStorage } from './limit-storage.js';

/** Seconds a client is told to wait when the limiter cannot decide. */
const retryAfterSeconds = 5;

/** The throttler of a budget, as the module makes it. */
type BudgetThrottler = ThrottlerOptions & { readonly limit: number; readonly ttl: number };

/**
 * The throttler at the door: charges the budget that a route declares, and nothing else. It sends no
 * counts, and its refusal is the same for every budget, so that it tells nobody which of them is spent (R48).
 */
@Injectable()
export class BudgetGuard extends ThrottlerGuard {
  /** Reflection once for each handler, not once for each request. */
  private readonly throttlerOf = new WeakMap<object, BudgetThrottler | null>();

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    let throttler = this.throttlerOf.get(handler);
    if (throttler === undefined) {
      throttler = this.declaredBy(handler);
      this.throttlerOf.set(handler, throttler);
    }
    if (throttler === null) return true;
    const { limit, ttl } = throttler;
    return this.handleRequest({
      context,
      limit,
      ttl,
      throttler,
      blockDuration: ttl,
      getTracker: this.getTracker,
      generateKey: this.generateKey,
    });
  }

  /** One key over all routes that share a budget; readable, because a network is no secret, and cheap, because it is on every path. */
  protected override generateKey(_context: ExecutionContext, tracker: string, name: string): string {
    return `${name}:${tracker}`;
  }

  protected override async handleRequest({ context, limit, ttl, throttler }: ThrottlerRequest): Promise<boolean> {
    const request = context.switchToHttp().getRequest<{ ip?: string }>();
    const name = throttler.name as BudgetName;
    const key = this.generateKey(context, trackerOf(networkOf(request.ip)), name);
    const hit = await this.count(key, ttl, limit, name);
    if (hit.isBlocked) throw new Problem('rate_limited', { retry_after: Math.max(1, hit.timeToBlockExpire) });
    if (budgets[name].failuresOnly) rememberCharge(request, { key, member: hit.member });
    return true;
  }

  /** Fails closed: a limiter that cannot be asked or understood must not open the door (T124). */
  private async count(key: string, ttl: number, limit: number, name: BudgetName): Promise<CountedHit> {
    let hit: CountedHit | undefined;
    let cause: unknown;
    try {
      hit = await (this.storageService as LimitStorage).increment(key, ttl, limit, ttl, name);
    } catch (error) {
      if (error instanceof Problem) throw error;
      cause = error;
    }
    if (typeof hit?.isBlocked !== 'boolean') throw new Problem('unavailable', { retry_after: retryAfterSeconds }, { cause });
    return hit;
  }

  private declaredBy(handler: object): BudgetThrottler | null {
    const name = Reflect.getMetadata(budgetMetadata, handler) as BudgetName | undefined;
    if (name === undefined) return null;
    const throttler = this.throttlers.find((candidate) => candidate.name === name);
    if (!throttler) throw new Error(`There is no throttler for the budget "${name}".`);
    return throttler as BudgetThrottler;
  }
}
