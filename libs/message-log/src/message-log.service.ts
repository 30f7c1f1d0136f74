import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { BatchWriter, type WriteBuffer } from '@sixdigit/database';
import type { DeliveryReceipt } from '@sixdigit/delivery';
import { SmsEvents } from '@sixdigit/sms';
import { MessageStore } from './message.store.js';
import type { LostMessage, MessageName, MessageSent, MessageVerified } from './message-event.js';

const bufferMax = 10_000;

type Entry = MessageSent | MessageVerified;

/** While the database is away the oldest stay, so that an attacker cannot flush their traces by making noise. */
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

/** Called for messages whose code came back, after that is written. */
export type VerifiedListener = (message: MessageName) => void;

/** What became of every message: asked for, taken or refused, delivered or not, its code verified. */
@Injectable()
export class MessageLog implements OnModuleDestroy {
  private readonly buffer = new MessageBuffer();
  private readonly writer: BatchWriter<Entry>;
  private readonly listeners: VerifiedListener[] = [];

  constructor(
    private readonly store: MessageStore,
    private readonly events: SmsEvents,
  ) {
    this.writer = new BatchWriter<Entry>(this.buffer, (batch) => this.write(batch), new Logger(MessageLog.name), 'messages of the log');
  }

  sent(message: MessageSent): void {
    this.add(message);
  }

  /** The code of a challenge came back; `at` in ISO 8601, UTC. */
  verified(challengeId: string, at: string): void {
    this.add({ verified: challengeId, at });
  }

  onVerified(listener: VerifiedListener): void {
    this.listeners.push(listener);
  }

  /** Keeps receipts; answers what is now known not to have arrived. */
  async receive(receipts: readonly DeliveryReceipt[]): Promise<readonly LostMessage[]> {
    if (receipts.length === 0) return [];
    // a receipt may overtake the row of its message, which waits for its batch
    await this.flush();
    return this.store.receive(receipts);
  }

  overdue(seconds: number): Promise<readonly LostMessage[]> {
    return this.store.overdue(seconds);
  }

  /** Writes everything that waits. */
  flush(): Promise<void> {
    this.events.flush();
    return this.writer.flush();
  }

  async onModuleDestroy(): Promise<void> {
    await this.flush();
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
    for (const message of await this.store.verify(verified)) for (const listener of this.listeners) listener(message);
  }
}
