import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { LostMessage, MessageTimeline } from '@sixdigit/audit';
import { type Channel, channels, Problem } from '@sixdigit/contract';
import type { DeliveryReport, Router, SmsConfig, VerificationService } from '@sixdigit/sms';
import type { Metrics } from '../metrics/metrics.js';

/** How often messages are looked for whose delivery nobody reported in time. */
const lookEveryMs = 5000;

/** What is done with a vendor's report, and with its absence: the timeline, the next channel, a word to the vendor. */
export class Escalation implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Escalation.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly timeline: MessageTimeline,
    private readonly verification: VerificationService,
    private readonly router: Router,
    private readonly config: SmsConfig,
    private readonly metrics: Metrics,
  ) {
    timeline.whenProven((provider, messageRef) => void this.confirm(provider, messageRef));
  }

  onApplicationBootstrap(): void {
    const { escalation, escalationSeconds } = this.config;
    if (escalation !== 'send' || escalationSeconds === 0) return;
    this.timer = setInterval(() => void this.look(), lookEveryMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Keeps what a vendor reported. What it says did not arrive goes out by the next channel, where the settings want that. */
  async take(reports: readonly DeliveryReport[]): Promise<void> {
    this.metrics.countReports(reports);
    const lost = await this.timeline.report(reports);
    if (this.config.escalation === 'send') for (const message of lost) await this.escalate(message);
  }

  /** Messages that nobody reported delivered in time. */
  async look(): Promise<void> {
    try {
      for (const message of await this.timeline.overdue(this.config.escalationSeconds)) await this.escalate(message);
    } catch (error) {
      this.logger.warn({ err: error }, 'messages that are overdue wait for the database');
    }
  }

  private async escalate({ challengeId, channel, locale, country }: LostMessage): Promise<void> {
    if (!isChannel(channel)) return;
    try {
      await this.verification.escalate(challengeId, { channel, locale, country });
    } catch (error) {
      // spent windows and failing vendors have their own lines in the audit trail
      if (!(error instanceof Problem)) this.logger.warn({ err: error }, 'no other channel took over');
    }
  }

  private async confirm(provider: string, messageRef: string): Promise<void> {
    const strategy = this.router.named(provider)?.strategy;
    if (strategy?.kind !== 'carrier') return;
    try {
      await strategy.carrier.confirm(messageRef);
    } catch (error) {
      this.logger.warn({ err: error }, 'a vendor was not told of a conversion');
    }
  }
}

function isChannel(text: string): text is Channel {
  return (channels as readonly string[]).includes(text);
}
