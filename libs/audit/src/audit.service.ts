import type { Logger } from '@nestjs/common';
import type { Clock } from '@sixdigit/config';
import { BatchWriter } from '@sixdigit/database';
import type { Keyring } from '@sixdigit/keys';
import { phoneHash } from '@sixdigit/keys';
import type { AuditStore } from './audit.store.js';
import type { AuditEvent } from './audit-event.js';
import { EventBuffer, type TimedEvent } from './event-buffer.js';

const bufferMax = 10_000;

/**
 * The audit trail of what changes no state. A change of state writes its row in its own statement;
 * everything else comes here and is written in batches, off the path of the request.
 */
export class AuditService {
  private readonly buffer = new EventBuffer(bufferMax);
  private readonly writer: BatchWriter<TimedEvent>;

  constructor(
    store: AuditStore,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    logger: Logger,
  ) {
    this.writer = new BatchWriter(this.buffer, (batch) => store.append(batch), logger, 'audit events');
  }

  /** One call for each outcome. Never waits and never fails. */
  record(event: AuditEvent): void {
    this.buffer.add(event, new Date(this.clock.now()).toISOString());
    this.writer.wake();
  }

  /** What stands for a number in what is kept. */
  phoneHashOf(e164: string): string {
    return phoneHash(e164, this.keyring.oldest('audit_phone'));
  }

  /** Writes everything now; at shutdown. */
  flush(): Promise<void> {
    return this.writer.flush();
  }
}
