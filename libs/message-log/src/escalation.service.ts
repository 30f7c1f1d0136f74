import { Injectable, Logger } from '@nestjs/common';
import { Problem } from '@sixdigit/contract';
import { type RecurringJob, RecurringJobs } from '@sixdigit/database';
import { type DeliveryReceipt, Router } from '@sixdigit/delivery';
import { VerificationService } from '@sixdigit/sms';
import type { LostMessage, MessageName } from './message-event.js';
import { MessageLogConfig } from './message-log.config.js';
import { MessageLog } from './message-log.service.js';

/** How often messages are looked for whose delivery was not reported in time. */
const sweepEverySeconds = 5;

/** What is done with a provider's receipts, and with their absence: the log, the next channel, feedback to the provider. */
@Injectable()
export class EscalationService implements RecurringJob {
  readonly name = 'overdue_messages';
  readonly everySeconds = sweepEverySeconds;
  private readonly logger = new Logger(EscalationService.name);

  constructor(
    private readonly log: MessageLog,
    private readonly verification: VerificationService,
    private readonly router: Router,
    private readonly config: MessageLogConfig,
    jobs: RecurringJobs,
  ) {
    log.onVerified((message) => void this.sendConversionFeedback(message));
    if (config.escalation === 'send' && config.escalationSeconds > 0) jobs.add(this);
  }

  /** Keeps what a provider reported. What it says did not arrive goes out by the next channel, where the settings want that. */
  async handleReceipts(receipts: readonly DeliveryReceipt[]): Promise<void> {
    const lost = await this.log.receive(receipts);
    if (this.config.escalation === 'send') for (const message of lost) await this.escalate(message);
  }

  run(): Promise<void> {
    return this.sweepOverdue();
  }

  /** Messages that were not reported delivered in time. */
  async sweepOverdue(): Promise<void> {
    for (const message of await this.log.overdue(this.config.escalationSeconds)) await this.escalate(message);
  }

  private async escalate({ challengeId, channel, locale, country }: LostMessage): Promise<void> {
    try {
      await this.verification.escalate(challengeId, { channel, locale, country });
    } catch (error) {
      // spent windows and failing providers have their own lines in the audit trail
      if (!(error instanceof Problem)) this.logger.warn({ err: error }, 'no other channel took over');
    }
  }

  private async sendConversionFeedback({ provider: name, providerMessageId }: MessageName): Promise<void> {
    const provider = this.router.named(name)?.port;
    if (provider?.kind !== 'carrier') return;
    try {
      await provider.confirm(providerMessageId);
    } catch (error) {
      this.logger.warn({ err: error }, 'conversion feedback failed');
    }
  }
}
