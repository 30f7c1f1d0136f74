import type { Channel } from '@sixdigit/contract';

/** One step of a message on its way. */
export interface HistoryEntry {
  /** As the provider calls it: `queued`, `delivered`, `ringing`. */
  readonly status: string;
  /** ISO 8601. */
  readonly at: string;
  readonly error?: string;
}

export interface NewMessage {
  /** E.164, or an e-mail address. */
  readonly to: string;
  readonly channel: Channel;
  readonly from?: string;
  readonly text: string;
  readonly code?: string;
  readonly provider: string;
  readonly status: string;
}

/** A message that left the service, with its whole text: it is shown to developers on their own machine and goes to no log. */
export interface InboxMessage extends NewMessage {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly history: readonly HistoryEntry[];
}
