import type { Logger } from '@nestjs/common';

/** Entries are written at most this late. */
const delayMs = 250;
/** The pause after a write that failed. */
const retryDelayMs = 1000;
const batchMax = 500;

/** What waits to be written; bounded, by whatever rule. */
export interface WriteBuffer<Entry> {
  readonly size: number;
  /** The next entries, at most `countMax`; they stay until {@link written}. */
  next(countMax: number): Entry[];
  written(count: number): void;
}

/** Writes what was buffered in batches, off the path of the request. What the database did not take is tried again. */
export class BatchWriter<Entry> {
  private timer: NodeJS.Timeout | undefined;
  /** Writes come one after the other: two at once would both take the same batch. */
  private tail: Promise<void> = Promise.resolve();

  constructor(
    private readonly buffer: WriteBuffer<Entry>,
    private readonly append: (batch: readonly Entry[]) => Promise<void>,
    private readonly logger: Logger,
    /** Of what, for the log. */
    private readonly title: string,
  ) {}

  /** Something was added. Never waits and never fails. */
  wake(): void {
    this.arm(delayMs);
  }

  /** Writes everything now. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    return this.enqueue();
  }

  private arm(afterMs: number): void {
    if (this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.enqueue();
    }, afterMs);
    this.timer.unref();
  }

  private enqueue(): Promise<void> {
    this.tail = this.tail.then(async () => {
      const done = await this.write();
      if (this.buffer.size > 0) this.arm(done ? delayMs : retryDelayMs);
    });
    return this.tail;
  }

  /** Whether the database took everything. */
  private async write(): Promise<boolean> {
    try {
      for (let batch = this.buffer.next(batchMax); batch.length > 0; batch = this.buffer.next(batchMax)) {
        await this.append(batch);
        this.buffer.written(batch.length);
      }
      return true;
    } catch (error) {
      this.logger.warn({ err: error, waiting: this.buffer.size }, `${this.title} wait for the database`);
      return false;
    }
  }
}
