import type { Clock } from '@sixdigit/config';
import type { Inbox, NewMessage } from '@sixdigit/inbox';
import type { Schedule } from './schedule.js';

/** One status on the way of a message. */
export interface Step {
  readonly status: string;
  readonly error?: string;
}

/** An end that a number was given, in the place of a step of the happy way. */
export interface Fate extends Step {
  readonly insteadOf: string;
}

export interface Journey {
  readonly message: NewMessage;
  /** The happy way, without the status that the message starts with. */
  readonly steps: readonly Step[];
  readonly fate?: Fate | undefined;
  /** How it ends when it is lost on the page. */
  readonly lost: Step;
  /** How it ends when the time until which it may be handed over passes first. */
  readonly expiry?: { readonly at: number; readonly before: string; readonly step: Step };
  /** Called for every step; the next one waits for it. */
  readonly reached?: ((step: Step, inboxId: string) => Promise<void> | void) | undefined;
}

interface OnItsWay {
  readonly journey: Journey;
  readonly left: Step[];
  /** Steps behind it. */
  taken: number;
  due: number;
  hurried: boolean;
  takeBack?: () => void;
}

const postponedByMs = 30_000;

/** Moves every message along its way: by itself, or as the developer decides on the page. */
export class Deliveries {
  private readonly onTheirWay = new Map<string, OnItsWay>();

  constructor(
    private readonly inbox: Inbox,
    private readonly schedule: Schedule,
    private readonly clock: Clock,
    private readonly stepDelayMs: number,
  ) {}

  /** Returns the id of the message in the inbox. */
  begin(journey: Journey): string {
    const { id } = this.inbox.add(journey.message);
    const way = { journey, left: waysEnd(journey.steps, journey.fate), taken: 0, due: this.clock.now() + this.stepDelayMs, hurried: false };
    this.onTheirWay.set(id, way);
    this.plan(id, way);
    return id;
  }

  /** The rest of the happy way, at once. False when the message is no longer on its way. */
  deliver(id: string): boolean {
    const way = this.onTheirWay.get(id);
    if (!way) return false;
    return this.reroute(id, way, way.journey.steps.slice(way.taken));
  }

  /** It never arrives. */
  lose(id: string): boolean {
    const way = this.onTheirWay.get(id);
    return way ? this.reroute(id, way, [way.journey.lost]) : false;
  }

  /** The next step comes later. */
  delay(id: string): boolean {
    const way = this.onTheirWay.get(id);
    if (!way) return false;
    way.due = Math.max(way.due, this.clock.now()) + postponedByMs;
    this.plan(id, way);
    return true;
  }

  private reroute(id: string, way: OnItsWay, steps: readonly Step[]): true {
    way.left.splice(0, way.left.length, ...steps);
    way.due = this.clock.now();
    way.hurried = true;
    this.plan(id, way);
    return true;
  }

  private plan(id: string, way: OnItsWay): void {
    way.takeBack?.();
    way.takeBack = this.schedule.at(way.due, () => this.step(id, way));
  }

  private async step(id: string, way: OnItsWay): Promise<void> {
    const { expiry, reached } = way.journey;
    if (expiry && way.due > expiry.at && way.left.some(({ status }) => status === expiry.before)) {
      way.left.splice(0, way.left.length, expiry.step);
    }
    const step = way.left.shift();
    way.taken += 1;
    if (way.left.length === 0) this.onTheirWay.delete(id);
    if (!step) return;
    this.inbox.advance(id, step.status, step.error);
    await reached?.(step, id);
    if (way.left.length === 0) return;
    if (!way.hurried) way.due += this.stepDelayMs;
    this.plan(id, way);
  }
}

function waysEnd(steps: readonly Step[], fate: Fate | undefined): Step[] {
  const end = fate ? steps.findIndex(({ status }) => status === fate.insteadOf) : -1;
  if (!fate || end < 0) return [...steps];
  const { insteadOf: _, ...step } = fate;
  return [...steps.slice(0, end), step];
}
