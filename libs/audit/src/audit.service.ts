import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@sixdigit/config';
import { BatchWriter } from '@sixdigit/database';
import { Keyring, phoneHash, type Subkey } from '@sixdigit/keys';
import { AuditStore } from './audit.store.js';
import type { AuditEvent } from './audit-event.js';
import { EventBuffer, type TimedEvent } from './event-buffer.js';

const bufferMax = 10_000;

/**
 * The audit trail of what changes no state. A change of state writes its row in its own statement;
 * everything else comes here and is written in batches, off the path of the request.
 */
@Injectable()
export class AuditService implements OnModuleDestroy {
  private readonly buffer = new EventBuffer(bufferMax);
  private readonly writer: BatchWriter<TimedEvent>;
  private readonly phoneKey: Subkey;

  constructor(
    store: AuditStore,
    keyring: Keyring,
    private readonly clock: Clock,
  ) {
    // the oldest: a number keeps its hash while a root key is being replaced
    this.phoneKey = keyring.oldest('audit_phone');
    this.writer = new BatchWriter(this.buffer, (batch) => store.append(batch), new Logger(AuditService.name), 'audit events');
  }

  /** One call for each outcome. Never waits and never fails. `atMs` where it happened before now. */
  record(event: AuditEvent, atMs = this.clock.now()): void {
    this.buffer.add(event, new Date(atMs).toISOString());
    this.writer.wake();
  }

  /** What stands for a number in what is kept. */
  phoneHashOf(e164: string): string {
    return phoneHash(e164, this.phoneKey);
  }

  /** Writes everything that waits. */
  flush(): Promise<void> {
    return this.writer.flush();
  }

  async onModuleDestroy(): Promise<void> {
    await this.flush();
  }
}
