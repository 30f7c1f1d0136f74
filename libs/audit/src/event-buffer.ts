import type { AuditEvent } from './audit-event.js';

/** An event with the time it happened. */
export interface TimedEvent extends AuditEvent {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** How many events the entry stands for. */
  readonly count: number;
}

/**
 * Events on their way to the table. When it is full the oldest stay and newcomers are added up per kind:
 * otherwise an attacker could flush their own traces by making noise while the database is away.
 */
export class EventBuffer {
  private kept: TimedEvent[] = [];
  private readonly addedUp = new Map<string, Pick<TimedEvent, 'event' | 'reason' | 'at'> & { count: number }>();

  constructor(private readonly eventsMax: number) {}

  get size(): number {
    return this.kept.length + this.addedUp.size;
  }

  add(event: AuditEvent, at: string): void {
    if (this.kept.length < this.eventsMax) {
      this.kept.push({ ...event, at, count: 1 });
      return;
    }
    const kind = `${event.event} ${event.reason ?? ''}`;
    const sum = this.addedUp.get(kind);
    if (sum) sum.count += 1;
    else this.addedUp.set(kind, { event: event.event, reason: event.reason, at, count: 1 });
  }

  /** The next events to write, at most `countMax`; they stay in the buffer until {@link written}. */
  next(countMax: number): TimedEvent[] {
    if (this.kept.length === 0) {
      this.kept = [...this.addedUp.values()];
      this.addedUp.clear();
    }
    return this.kept.slice(0, countMax);
  }

  written(count: number): void {
    this.kept.splice(0, count);
  }
}
