import type { Database } from '@sixdigit/database';
import type { TimedEvent } from './event-buffer.js';

const append = {
  name: 'audit_append',
  text: `insert into audit_events
      (at, event, reason, tally, user_id, session_id, phone_mark, country, purpose, channel, strategy, request_id, network)
    select at, event, reason, tally, "userId", "sessionId", "phoneMark", country, purpose, channel, strategy, "requestId", network
    from jsonb_to_recordset($1::jsonb) as e(
      at timestamptz, event text, reason text, tally integer, "userId" integer, "sessionId" uuid, "phoneMark" text,
      country text, purpose text, channel text, strategy text, "requestId" text, network text)`,
};

export class AuditStore {
  constructor(private readonly database: Database) {}

  /** Writes a batch in one statement. */
  async append(events: readonly TimedEvent[]): Promise<void> {
    await this.database.run(append, [JSON.stringify(events)]);
  }
}
