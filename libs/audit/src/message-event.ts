/** A message that a vendor took, or refused. */
export interface MessageSent {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly provider: string;
  readonly messageRef?: string | undefined;
  readonly refused?: string | undefined;
  readonly challengeId?: string | undefined;
  readonly phoneMark?: string | undefined;
  readonly country?: string | undefined;
  readonly purpose: string;
  readonly channel: string;
  readonly locale?: string | undefined;
  readonly segments?: number | undefined;
  readonly requestId?: string | undefined;
}

/** The code of a challenge came back. */
export interface MessageProven {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly proven: string;
}

/** What a vendor reports. */
export interface MessageReport {
  readonly provider: string;
  readonly messageId: string;
  readonly status: string;
  readonly fault?: string | undefined;
  readonly code?: string | undefined;
  readonly price?: string | undefined;
}

/** A message that did not arrive, while its code may still be wanted. */
export interface LostMessage {
  readonly challengeId: string;
  readonly channel: string;
  readonly locale: string | undefined;
  /** ISO 3166 code of its number. */
  readonly country: string | undefined;
}
