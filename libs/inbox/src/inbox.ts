import { Clock } from '@sixdigit/config';
import type { InboxMessage, NewMessage } from './inbox-message.js';

type Listener = (message: InboxMessage) => void;

/** As many as a page can show; older ones are forgotten. */
const kept = 500;

/** The messages that left the service on this machine, in memory. */
export class Inbox {
  private readonly messages = new Map<string, InboxMessage>();
  private readonly listeners = new Set<Listener>();

  constructor(private readonly clock = new Clock()) {}

  add(message: NewMessage): InboxMessage {
    const at = this.now();
    const added = { ...message, id: crypto.randomUUID(), at, history: [{ status: message.status, at }] };
    this.messages.set(added.id, added);
    const [oldest] = this.messages.keys();
    if (this.messages.size > kept && oldest) this.messages.delete(oldest);
    return this.tell(added);
  }

  /** Newest first. */
  list(): readonly InboxMessage[] {
    return [...this.messages.values()].reverse();
  }

  /** A further step of a message. Nothing happens to one that was forgotten. */
  advance(id: string, status: string, error?: string): InboxMessage | undefined {
    return this.change(id, ({ history }) => ({
      status,
      history: [...history, { status, at: this.now(), ...(error === undefined ? {} : { error }) }],
    }));
  }

  /** Gives a message the words that it got on its way: a call asks for them when it is answered. */
  reword(id: string, text: string, code?: string): InboxMessage | undefined {
    return this.change(id, () => ({ text, ...(code === undefined ? {} : { code }) }));
  }

  /** Calls `listener` with every message that is added or changes, until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  clear(): void {
    this.messages.clear();
  }

  private change(id: string, changes: (message: InboxMessage) => Partial<InboxMessage>): InboxMessage | undefined {
    const message = this.messages.get(id);
    if (!message) return undefined;
    const changed = { ...message, ...changes(message) };
    // the key keeps its place, and with it the order
    this.messages.set(id, changed);
    return this.tell(changed);
  }

  private tell(message: InboxMessage): InboxMessage {
    for (const listener of this.listeners) listener(message);
    return message;
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
