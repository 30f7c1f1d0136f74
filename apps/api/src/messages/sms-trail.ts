import { Logger } from '@nestjs/common';
import { AuditService, type MessageTimeline } from '@sixdigit/audit';
import { countryOf } from '@sixdigit/contract';
import { type SmsEvent, SmsEvents } from '@sixdigit/sms';

/** What counts events: given later, because what it counts is made with them. */
export interface EventCounter {
  countEvent(event: SmsEvent): void;
  countProven(): void;
}

/** Binds what happens to challenges to the audit trail and to the timelines of messages; `sms` knows nothing of either. */
export class SmsTrail extends SmsEvents {
  private readonly logger = new Logger(SmsTrail.name);
  private counter: EventCounter | undefined;

  constructor(
    private readonly audit: AuditService,
    private readonly timeline: MessageTimeline,
  ) {
    super();
  }

  countWith(counter: EventCounter): void {
    this.counter = counter;
  }

  record(event: SmsEvent): void {
    this.counter?.countEvent(event);
    if (event.fault) this.logFault(event.fault);
    const { event: name, reason, to, purpose, channel, strategy, caller } = event;
    const phoneMark = to && this.audit.markOf(to);
    const { requestId, network } = caller;
    const { country = to && !to.includes('@') ? countryOf(to) : undefined } = event;
    this.audit.record({ event: name, reason, phoneMark, country, purpose, channel, strategy, requestId, network });
    if (strategy === undefined || (name !== 'otp_requested' && name !== 'otp_send_failed')) return;
    const { challengeId, messageId, segments, locale } = event;
    const refused = name === 'otp_send_failed' ? reason : undefined;
    const message = { provider: strategy, messageRef: messageId, refused, challengeId, phoneMark, country };
    this.timeline.sent({ ...message, purpose, channel, locale, segments, requestId: requestId || undefined });
  }

  proven(challengeId: string): void {
    this.counter?.countProven();
    this.timeline.proven(challengeId);
  }

  /** Also where the next vendor took over and nobody noticed. */
  private logFault({ vendor, kind, advice, report }: NonNullable<SmsEvent['fault']>): void {
    this.logger.warn({ vendor, kind, advice, report }, 'a vendor failed');
  }
}
