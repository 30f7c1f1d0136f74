import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { AuditService } from '@sixdigit/audit';
import { type SmsEvent, SmsEvents, type SmsListener } from '@sixdigit/sms';

/** Writes what happens to challenges into the audit trail; `sms` knows nothing of it. */
@Injectable()
export class SmsEventRecorder implements SmsListener, OnModuleDestroy {
  private readonly logger = new Logger(SmsEventRecorder.name);

  constructor(
    private readonly audit: AuditService,
    private readonly events: SmsEvents,
  ) {
    events.subscribe(this);
  }

  record({ event, at, fault, reason, destination, purpose, channel, provider, caller }: SmsEvent): void {
    if (fault) this.logFault(fault, caller.requestId);
    const phoneHash = destination && this.audit.phoneHashOf(destination.to);
    const { requestId, network } = caller;
    this.audit.record({ event, reason, phoneHash, country: destination?.country, purpose, channel, provider, requestId, network }, at);
  }

  /** What waits to be handed on is written too. */
  async onModuleDestroy(): Promise<void> {
    this.events.flush();
    await this.audit.flush();
  }

  /** Also where the next provider took over, so that the caller noticed nothing. */
  private logFault({ provider, kind, advice, report }: NonNullable<SmsEvent['fault']>, request_id: string): void {
    this.logger.warn({ provider, kind, advice, report, request_id }, 'a provider failed');
  }
}
