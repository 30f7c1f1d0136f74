import type { Clock } from '@sixdigit/config';

type Task = () => Promise<void> | void;

interface Entry {
  readonly due: number;
  readonly task: Task;
}

/** What happens later, by a clock that can be moved. A task that is moved over runs at once, and in order. */
export class Schedule {
  private entries: Entry[] = [];
  private readonly running = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly clock: Clock) {}

  /** Runs `task` at `due`; the returned function takes it back. */
  at(due: number, task: Task): () => void {
    const entry = { due, task };
    this.entries.push(entry);
    this.arm();
    return () => {
      this.entries = this.entries.filter((other) => other !== entry);
    };
  }

  /** Moves the clock and starts what became due. */
  advance(ms: number): void {
    this.clock.offsetMs += ms;
    this.wake();
  }

  /** Resolves once nothing that is due is left to do. */
  async settled(): Promise<void> {
    for (this.wake(); this.running.size > 0; this.wake()) await Promise.all(this.running);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.entries = [];
  }

  private wake(): void {
    const now = this.clock.now();
    const due = this.entries.filter((entry) => entry.due <= now).sort((one, other) => one.due - other.due);
    this.entries = this.entries.filter((entry) => entry.due > now);
    for (const { task } of due) this.run(task);
    this.arm();
  }

  private run(task: Task): void {
    const done = Promise.resolve()
      .then(task)
      .finally(() => this.running.delete(done));
    this.running.add(done);
  }

  /** Always a timer, also for what is due already: what an answer starts happens after the answer. */
  private arm(): void {
    clearTimeout(this.timer);
    if (this.entries.length === 0) return;
    const next = Math.min(...this.entries.map(({ due }) => due));
    this.timer = setTimeout(() => this.wake(), Math.max(0, next - this.clock.now())).unref();
  }
}
