import { createHmac } from 'node:crypto';
import type { Logger } from '@nestjs/common';
import type { Clock } from '@sixdigit/contract';
import type { Keyring } from '@sixdigit/keys';
import type { AuditStore } from './audit.store.js';
import type { AuditEvent } from './audit-event.js';
import { EventBuffer } from './event-buffer.js';

/** Events are written at most this late. */
const delayMs = 250;
/** The pause after a write that failed. */
const retryDelayMs = 1000;
const batchMax = 500;
const bufferMax = 10_000;

/**
 * The audit trail of what changes no state. A change of state writes its row in its own statement;
 * everything else comes here and is written in batches, off the path of the request.
 */
export class AuditService {
  private readonly buffer = new EventBuffer(bufferMax);
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;

  constructor(
    private readonly store: AuditStore,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** One call for each outcome. Never waits and never fails. */
  record(event: AuditEvent): void {
    this.buffer.add(event, new Date(this.clock.now()).toISOString());
    this.schedule(delayMs);
  }

  /** A keyed pseudonym of a number, 128 bits: the same number gives the same mark, and only the key leads back (R155). */
  markOf(e164: string): string {
    return createHmac('sha256', this.keyring.oldest('audit_phone').key).update(e164).digest().subarray(0, 16).toString('base64url');
  }

  /** Writes everything now; at shutdown. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.writing;
    await this.write();
  }

  private schedule(afterMs: number): void {
    if (this.timer ?? this.writing) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.writing = this.write().then((done) => {
        this.writing = undefined;
        if (this.buffer.size > 0) this.schedule(done ? delayMs : retryDelayMs);
      });
    }, afterMs);
    this.timer.unref();
  }

  /** Whether the database took everything. */
  private async write(): Promise<boolean> {
    try {
      for (let batch = this.buffer.next(batchMax); batch.length > 0; batch = this.buffer.next(batchMax)) {
        await this.store.append(batch);
        this.buffer.written(batch.length);
      }
      return true;
    } catch (error) {
      this.logger.warn({ err: error, waiting: this.buffer.size }, 'audit events wait for the database');
      return false;
    }
  }
}
