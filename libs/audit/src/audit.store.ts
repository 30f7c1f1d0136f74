import type { Database } from '@sixdigit/database';
import type { TimedEvent } from './event-buffer.js';

const append = {
  name: 'audit_append',
  text: `insert into audit_events
      (at, event, reason, count, user_id, session_id, phone_hash, country, purpose, channel, provider, request_id, network)
    select at, event, reason, count, "userId", "sessionId", "phoneHash", country, purpose, channel, provider, "requestId", network
    from jsonb_to_recordset($1::jsonb) as e(
      at timestamptz, event text, reason text, count integer, "userId" integer, "sessionId" uuid, "phoneHash" text,
      country text, purpose text, channel text, provider text, "requestId" text, network text)`,
};

export class AuditStore {
  constructor(private readonly database: Database) {}

  /** Writes a batch in one statement. */
  async append(events: readonly TimedEvent[]): Promise<void> {
    await this.database.run(append, [JSON.stringify(events)]);
  }
}
