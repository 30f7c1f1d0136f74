import { randomUUID } from 'node:crypto';
import type { Clock } from '@sixdigit/config';
import { Problem } from '@sixdigit/contract';
import {
  type Approval,
  type AskProvider,
  type Attached,
  type ChallengeRules,
  ChallengeStore,
  type CodeAttempt,
  type CoolingDown,
  type EscalateChallenge,
  type GoneVerification,
  type Limited,
  type Matched,
  type NamedChallenge,
  type NamedHandle,
  type NoChallenge,
  type OpenChallenge,
  type Opened,
  type Origin,
  type ResendChallenge,
  type StartAgain,
  type StartedVerification,
  type Wrong,
} from './challenge.store.js';
import { type DestinationState, emptyState, keptMs, prune } from './destination-state.js';
import { approve, attachCode, attachVerification, cancelling, verificationGone, withdraw } from './rules/attach.js';
import { attempt } from './rules/attempt.js';
import { escalate, open, resend } from './rules/sends.js';
import { exhaustedWindow, quotas } from './rules/windows.js';

/** Destinations kept in all, some 200 MB. */
const destinationsMaxDefault = 100_000;

/** Old destinations looked at in each call that adds one: more than it adds, so that they never pile up. */
const sweptPerCall = 2;

/** Seconds a caller is told to wait when there is no room. */
const retryAfterSeconds = 60;

interface Kept {
  readonly state: DestinationState;
  until: number;
}

/**
 * The challenges of one process. The rules are pure functions on the state of a destination, which the scripts of the Redis
 * store say in Lua, file by file; one suite holds the two together.
 */
export class MemoryChallengeStore extends ChallengeStore {
  /** The destination that changed longest ago comes first. */
  private readonly destinations = new Map<string, Kept>();

  constructor(
    private readonly clock: Clock,
    private readonly rules: ChallengeRules,
    private readonly destinationsMax = destinationsMaxDefault,
  ) {
    super();
  }

  async open(request: OpenChallenge): Promise<Opened | CoolingDown | Limited> {
    return this.change(request.hash, (state, now) => open(state, request, this.rules, now));
  }

  async resend(request: ResendChallenge): Promise<Opened | CoolingDown | Limited | NoChallenge> {
    return this.change(request.hash, (state, now) => resend(state, request, this.rules, now));
  }

  async escalate(request: EscalateChallenge): Promise<Opened | NoChallenge> {
    return this.change(request.hash, (state, now) => escalate(state, request, this.rules, now));
  }

  async withdraw({ hash, nonce, handle }: NamedHandle): Promise<void> {
    this.change(hash, (state) => withdraw(state, nonce, handle));
  }

  async attachCode({ hash, nonce, mac }: NamedChallenge & { readonly mac: string }): Promise<void> {
    this.change(hash, (state) => attachCode(state, nonce, mac));
  }

  async attachVerification(started: NamedHandle & StartedVerification): Promise<Attached | StartAgain> {
    return this.change(started.hash, (state, now) => attachVerification(state, started.nonce, started.handle, started, this.rules, now));
  }

  async cancelling(hash: string, refs: readonly string[]): Promise<void> {
    this.change(hash, (state, now) => cancelling(state, refs, this.rules, now));
  }

  async attempt(candidate: CodeAttempt, consume: boolean): Promise<AskProvider | Matched | Wrong | Limited | NoChallenge> {
    return this.change(candidate.hash, (state, now) =>
      attempt({ state, attempt: candidate, rules: this.rules, now, attemptId: randomUUID(), consume }),
    );
  }

  async approve(approval: Approval): Promise<void> {
    this.change(approval.hash, (state) => approve(state, approval.nonce, approval));
  }

  async verificationGone(asked: GoneVerification): Promise<Wrong | NoChallenge> {
    return this.change(asked.hash, (state) => verificationGone(state, asked.nonce, asked));
  }

  async sendsLeft(hash: string, origin: Origin): Promise<{ left: number; waitMs: number }> {
    return this.change(hash, ({ sends }, now) => {
      const { sendWindows } = this.rules;
      const left = sendWindows.flatMap((window) => quotas(sends, window, origin, now).map(({ entries, count }) => count - entries.length));
      return { left: Math.max(0, Math.min(...left)), waitMs: exhaustedWindow(sends, sendWindows, origin, now)?.waitMs ?? 0 };
    });
  }

  /** One step on a destination without what has expired. An unknown one is kept only where something was written to it. */
  private change<Answer>(hash: string, step: (state: DestinationState, now: number) => Answer): Answer {
    const now = this.clock.now();
    const known = this.destinations.get(hash);
    const state = known?.state ?? emptyState();
    if (known) prune(state, this.rules, now);
    const answer = step(state, now);
    if (known || state.challenges.length + state.sends.length > 0) this.keep(hash, state, now);
    return answer;
  }

  private keep(hash: string, state: DestinationState, now: number): void {
    if (!this.destinations.delete(hash)) this.makeRoom(now);
    this.destinations.set(hash, { state, until: now + keptMs(this.rules) });
  }

  /** Refuses rather than forgets: a destination that is pushed out would be one whose windows are open again. */
  private makeRoom(now: number): void {
    let looked = 0;
    for (const [hash, { until }] of this.destinations) {
      if (until > now || looked >= sweptPerCall) break;
      this.destinations.delete(hash);
      looked += 1;
    }
    if (this.destinations.size >= this.destinationsMax) throw new Problem('unavailable', { retry_after: retryAfterSeconds });
  }
}
