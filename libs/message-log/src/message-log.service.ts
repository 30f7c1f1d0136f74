import type { Logger } from '@nestjs/common';
import type { Clock } from '@sixdigit/config';
import { BatchWriter, type WriteBuffer } from '@sixdigit/database';
import type { MessageStore } from './message.store.js';
import type { DeliveryReceipt, LostMessage, MessageSent, MessageVerified } from './message-event.js';

const bufferMax = 10_000;

type Entry = MessageSent | MessageVerified;

/** While the database is away the oldest stay: nobody flushes traces by making noise. */
class MessageBuffer implements WriteBuffer<Entry> {
  private readonly entries: Entry[] = [];

  get size(): number {
    return this.entries.length;
  }

  add(entry: Entry): void {
    if (this.entries.length < bufferMax) this.entries.push(entry);
  }

  next(countMax: number): Entry[] {
    return this.entries.slice(0, countMax);
  }

  written(count: number): void {
    this.entries.splice(0, count);
  }
}

/** Told of messages whose code came back, after they are written. */
export type OnProven = (provider: string, providerMessageId: string) => void;

/** What became of every message: asked for, taken or refused, delivered or not, its code brought back. */
export class MessageLog {
  private readonly buffer = new MessageBuffer();
  private readonly writer: BatchWriter<Entry>;
  private onProven: OnProven | undefined;

  constructor(
    private readonly store: MessageStore,
    private readonly clock: Clock,
    logger: Logger,
  ) {
    this.writer = new BatchWriter<Entry>(this.buffer, (batch) => this.write(batch), logger, 'messages of the timeline');
  }

  sent(message: Omit<MessageSent, 'at'>): void {
    this.add({ ...message, at: this.now() });
  }

  /** The code of a challenge came back. */
  verified(challengeId: string): void {
    this.add({ verified: challengeId, at: this.now() });
  }

  whenVerified(listener: OnProven): void {
    this.onProven = listener;
  }

  /** Keeps what a provider reported; answers what is now known not to have arrived. */
  async report(reports: readonly DeliveryReceipt[]): Promise<readonly LostMessage[]> {
    if (reports.length === 0) return [];
    // a report may overtake the row of its message, which waits for its batch
    await this.writer.flush();
    return this.store.report(reports);
  }

  overdue(seconds: number): Promise<readonly LostMessage[]> {
    return this.store.overdue(seconds);
  }

  forget(days: number): Promise<void> {
    return this.store.forget(days);
  }

  flush(): Promise<void> {
    return this.writer.flush();
  }

  private add(entry: Entry): void {
    this.buffer.add(entry);
    this.writer.wake();
  }

  private async write(batch: readonly Entry[]): Promise<void> {
    const sent = batch.filter((entry): entry is MessageSent => !('verified' in entry));
    const verified = batch.filter((entry): entry is MessageVerified => 'verified' in entry);
    if (sent.length > 0) await this.store.append(sent);
    if (verified.length === 0) return;
    for (const { provider, provider_message_id } of await this.store.prove(verified)) this.onProven?.(provider, provider_message_id);
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
