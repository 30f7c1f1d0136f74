import { Injectable } from '@nestjs/common';
import { Database, defineStatement } from '@sixdigit/database';
import type { TimedEvent } from './event-buffer.js';

const append = defineStatement<{ events: string }>(
  'audit_append',
  `insert into audit_events
      (at, event, reason, count, user_id, session_id, phone_hash, country, purpose, channel, provider, request_id, network)
    select at, event, reason, count, "userId", "sessionId", "phoneHash", country, purpose, channel, provider, "requestId", network
    from jsonb_to_recordset(:events::jsonb) as e(
      at timestamptz, event text, reason text, count integer, "userId" bigint, "sessionId" uuid, "phoneHash" text,
      country text, purpose text, channel text, provider text, "requestId" text, network text)`,
);

@Injectable()
export class AuditStore {
  constructor(private readonly database: Database) {}

  /** Writes a batch in one statement. */
  async append(events: readonly TimedEvent[]): Promise<void> {
    await this.database.run(append, { events: JSON.stringify(events) });
  }
}
