import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Channel, channels, Problem } from '@sixdigit/contract';
import type { DeliveryReceipt, Router } from '@sixdigit/delivery';
import type { VerificationService } from '@sixdigit/sms';
import type { LostMessage } from './message-event.js';
import type { MessageLogConfig } from './message-log.config.js';
import type { MessageLog } from './message-log.service.js';

/** How often messages are looked for whose delivery nobody reported in time. */
const sweepEveryMs = 5000;

/** What is done with a provider's report, and with its absence: the timeline, the next channel, a word to the provider. */
export class EscalationService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(EscalationService.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly log: MessageLog,
    private readonly verification: VerificationService,
    private readonly router: Router,
    private readonly config: MessageLogConfig,
  ) {
    log.whenVerified((provider, providerMessageId) => void this.sendConversionFeedback(provider, providerMessageId));
  }

  onApplicationBootstrap(): void {
    const { escalation, escalationSeconds } = this.config;
    if (escalation !== 'send' || escalationSeconds === 0) return;
    this.timer = setInterval(() => void this.sweepOverdue(), sweepEveryMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Keeps what a provider reported. What it says did not arrive goes out by the next channel, where the settings want that. */
  async handleReceipts(receipts: readonly DeliveryReceipt[]): Promise<void> {
    const lost = await this.log.report(receipts);
    if (this.config.escalation === 'send') for (const message of lost) await this.escalate(message);
  }

  /** Messages that nobody reported delivered in time. */
  async sweepOverdue(): Promise<void> {
    try {
      for (const message of await this.log.overdue(this.config.escalationSeconds)) await this.escalate(message);
    } catch (error) {
      this.logger.warn({ err: error }, 'messages that are overdue wait for the database');
    }
  }

  private async escalate({ challengeId, channel, locale, country }: LostMessage): Promise<void> {
    if (!isChannel(channel)) return;
    try {
      await this.verification.escalate(challengeId, { channel, locale, country });
    } catch (error) {
      // spent windows and failing providers have their own lines in the audit trail
      if (!(error instanceof Problem)) this.logger.warn({ err: error }, 'no other channel took over');
    }
  }

  private async sendConversionFeedback(name: string, providerMessageId: string): Promise<void> {
    const provider = this.router.named(name)?.port;
    if (provider?.kind !== 'carrier') return;
    try {
      await provider.confirm(providerMessageId);
    } catch (error) {
      this.logger.warn({ err: error }, 'a provider was not told of a conversion');
    }
  }
}

function isChannel(text: string): text is Channel {
  return (channels as readonly string[]).includes(text);
}
