import { AuditService } from '@sixdigit/audit';
import { type SmsEvent, SmsEvents } from '@sixdigit/sms';

/** Binds what happens to challenges to the audit trail; `sms` knows nothing of it. */
export class AuditSmsEvents extends SmsEvents {
  constructor(private readonly audit: AuditService) {
    super();
  }

  record({ event, reason, to, purpose, channel, strategy, caller }: SmsEvent): void {
    this.audit.record({
      event,
      reason,
      phoneMark: to && this.audit.markOf(to),
      purpose,
      channel,
      strategy,
      requestId: caller.requestId,
      network: caller.network,
    });
  }
}
