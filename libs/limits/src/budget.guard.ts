import { type ArgumentsHost, type ExecutionContext, Injectable } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerOptions } from '@nestjs/throttler';
import { type Caller, callerOf } from '@sixdigit/caller';
import { Problem, unavailable } from '@sixdigit/contract';
import { type BudgetName, budgetOf, budgets } from './budgets.js';
import type { CountedHit, LimitStorage } from './limit-storage.js';

/** The throttler of a budget, as the module makes it. */
type BudgetThrottler = ThrottlerOptions & { readonly limit: number; readonly ttl: number };

/** A hit of a request. */
interface Charge {
  readonly key: string;
  readonly member: string;
}

/** From here on a status says that the request failed. */
const firstFailure = 400;

/**
 * The throttler in front of every route: charges the budgets that a route declares, and nothing else. It sends no
 * counts, and its refusal is the same for every budget, so that it does not tell which of them is spent (R48).
 */
@Injectable()
export class BudgetGuard extends ThrottlerGuard {
  /** Reflection once for each handler, not once for each request. */
  private readonly budgetByHandler = new WeakMap<object, BudgetName | null>();
  private readonly charges = new WeakMap<object, Charge[]>();

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    let name = this.budgetByHandler.get(handler);
    if (name === undefined) {
      name = budgetOf(handler, 'network') ?? null;
      this.budgetByHandler.set(handler, name);
    }
    if (name !== null) await this.chargeNetwork(name, context);
    return true;
  }

  /** One atomic charge of one budget. `tracker` names whose it is, its hash tag in braces. Throws a `Problem` (429) when it is spent. */
  async charge(name: BudgetName, tracker: string, host: ArgumentsHost): Promise<void> {
    const key = `${name}:${tracker}`;
    const hit = await this.count(key, name);
    if (hit.isBlocked) throw new Problem('rate_limited', { retry_after: Math.max(1, hit.timeToBlockExpire) });
    const charge = { key, member: hit.member };
    const http = host.switchToHttp();
    const request = http.getRequest<object>();
    this.charges.set(request, [...(this.charges.get(request) ?? []), charge]);
    if (!budgets[name].failuresOnly) return;
    // Only this one hit is given back: a success never clears an address's failures, or its owner could sign in to their own
    // account between two guesses (T46). What counts is the status that was sent, whatever stands between this guard and the
    // reply. A caller who hung up gets nothing back.
    const { raw } = http.getResponse<Reply>();
    raw.once('finish', () => {
      if (raw.statusCode < firstFailure) void this.refund(charge);
    });
  }

  /** Charges `name` instead of everything that the request was charged before, which is given back. */
  async exchange(name: BudgetName, host: ArgumentsHost): Promise<void> {
    const before = this.charges.get(host.switchToHttp().getRequest<object>()) ?? [];
    await this.chargeNetwork(name, host);
    for (const charge of before) void this.refund(charge);
  }

  private chargeNetwork(name: BudgetName, host: ArgumentsHost): Promise<void> {
    return this.charge(name, trackerOf(callerOf(host.switchToHttp().getRequest())), host);
  }

  /** Fails closed: a limiter that cannot be asked or understood must not let requests through (T124). */
  private async count(key: string, name: BudgetName): Promise<CountedHit> {
    let hit: CountedHit | undefined;
    let cause: unknown;
    try {
      const { limit, ttl } = this.throttlers.find((candidate) => candidate.name === name) as BudgetThrottler;
      hit = await (this.storageService as LimitStorage).increment(key, ttl, limit, ttl, name);
    } catch (error) {
      if (error instanceof Problem) throw error;
      cause = error;
    }
    if (typeof hit?.isBlocked !== 'boolean') throw unavailable(cause);
    return hit;
  }

  /** A refund that fails costs the caller one attempt and must not turn their success into a failure. */
  private async refund({ key, member }: Charge): Promise<void> {
    try {
      await (this.storageService as LimitStorage).refund(key, member);
    } catch (error) {
      // the name of the error only: its text, or the key, could hold an address
      this.logger.warn(`An attempt that succeeded stays counted: ${error instanceof Error ? error.name : 'unknown error'}`);
    }
  }
}

/** What is needed of a Fastify reply: the response below it. */
interface Reply {
  readonly raw: { readonly statusCode: number; once(event: 'finish', listener: () => void): unknown };
}

/** Names a network, as {@link LimitStorage} has it. */
function trackerOf({ network, site }: Caller): string {
  return site === network ? `{${network}}` : `{${site}}${network}`;
}
