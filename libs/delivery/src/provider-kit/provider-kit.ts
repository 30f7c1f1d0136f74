import type { Inbox } from '@sixdigit/inbox';

/** A sender's ids with the operators of India (DLT), which travel with each SMS there. */
export interface DltRegistration {
  /** Of the sender. */
  readonly entityId?: string | undefined;
  /** Of the text, where the message does not name its own. */
  readonly templateId?: string | undefined;
}

/** What a provider is handed beside its own settings. */
export abstract class ProviderKit {
  /** Digits of a code. */
  abstract readonly codeLength: number;
  /** Seconds for which a code is good. */
  abstract readonly lifetimeSeconds: number;
  /** Takes messages that are shown and not sent. */
  abstract readonly inbox: Inbox;
  /** Where providers reach the service: `https://host`, without a slash at its end. */
  abstract readonly publicBaseUrl: string;
  abstract readonly dlt: DltRegistration;
}
