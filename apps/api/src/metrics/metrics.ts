import { Injectable } from '@nestjs/common';
import { type DeliveryReceipt, Router } from '@sixdigit/delivery';
import { type SmsEvent, SmsEvents, type SmsListener } from '@sixdigit/sms';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** What a breaker's state is as a number. */
const breakerValues = { closed: 0, half_open: 1, open: 2 } as const;

/** What is counted, for Prometheus. Labels are words of closed lists: no number, no address, no code. */
@Injectable()
export class Metrics implements SmsListener {
  private readonly registry = new Registry();
  private readonly codes: Counter<'event' | 'reason'>;
  private readonly messages: Counter<'provider' | 'channel' | 'outcome'>;
  private readonly receipts: Counter<'provider' | 'status' | 'fault'>;

  constructor(
    router: Router,
    private readonly events: SmsEvents,
  ) {
    events.subscribe(this);
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.codes = new Counter({ name: 'sixdigit_codes_total', help: 'What happened to codes.', labelNames: ['event', 'reason'], registers });
    this.messages = new Counter({
      name: 'sixdigit_messages_total',
      help: 'Messages by provider, channel and outcome: sent, or the kind of fault.',
      labelNames: ['provider', 'channel', 'outcome'],
      registers,
    });
    this.receipts = new Counter({
      name: 'sixdigit_delivery_receipts_total',
      help: 'What providers reported of messages.',
      labelNames: ['provider', 'status', 'fault'],
      registers,
    });
    new Gauge({
      name: 'sixdigit_provider_breaker',
      help: 'The circuit breaker of each provider: 0 closed, 1 half open, 2 open.',
      labelNames: ['provider'],
      registers,
      collect() {
        for (const [provider, state] of Object.entries(router.states)) this.set({ provider }, breakerValues[state]);
      },
    });
  }

  /** The type of {@link text}. */
  get contentType(): string {
    return this.registry.contentType;
  }

  record({ event, reason, provider, channel }: SmsEvent): void {
    this.codes.inc({ event, reason: reason ?? '' });
    if (provider === undefined) return;
    if (event === 'otp_requested') this.messages.inc({ provider, channel, outcome: 'sent' });
    if (event === 'otp_send_failed') this.messages.inc({ provider, channel, outcome: reason ?? '' });
  }

  verified(): void {
    this.codes.inc({ event: 'otp_right', reason: '' });
  }

  countReceipts(receipts: readonly DeliveryReceipt[]): void {
    for (const { provider, status, fault = '' } of receipts) this.receipts.inc({ provider, status, fault });
  }

  text(): Promise<string> {
    this.events.flush();
    return this.registry.metrics();
  }
}
