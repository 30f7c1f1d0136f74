import { Injectable, Logger } from '@nestjs/common';
import { AuditService } from '@sixdigit/audit';
import { type SmsEvent, SmsEvents, type SmsListener } from '@sixdigit/sms';

/** Writes what happens to challenges into the audit trail; `sms` knows nothing of it. */
@Injectable()
export class SmsEventRecorder implements SmsListener {
  private readonly logger = new Logger(SmsEventRecorder.name);

  constructor(
    private readonly audit: AuditService,
    events: SmsEvents,
  ) {
    events.subscribe(this);
  }

  record({ event, fault, reason, destination, purpose, channel, provider, caller }: SmsEvent): void {
    if (fault) this.logFault(fault);
    const phoneHash = destination && this.audit.phoneHashOf(destination.to);
    const { requestId, network } = caller;
    this.audit.record({ event, reason, phoneHash, country: destination?.country, purpose, channel, provider, requestId, network });
  }

  /** Also where the next provider took over and nobody noticed. */
  private logFault({ provider, kind, advice, report }: NonNullable<SmsEvent['fault']>): void {
    this.logger.warn({ provider, kind, advice, report }, 'a provider failed');
  }
}
