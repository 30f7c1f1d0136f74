/** A message that a provider took, or refused. */
export interface MessageSent {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly provider: string;
  readonly providerMessageId?: string | undefined;
  readonly rejectionKind?: string | undefined;
  readonly challengeId?: string | undefined;
  readonly phoneHash?: string | undefined;
  readonly country?: string | undefined;
  readonly purpose: string;
  readonly channel: string;
  readonly locale?: string | undefined;
  readonly segments?: number | undefined;
  readonly requestId?: string | undefined;
}

/** The code of a challenge came back. */
export interface MessageVerified {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly verified: string;
}

/** What a provider reports. */
export interface DeliveryReceipt {
  readonly provider: string;
  readonly providerMessageId: string;
  readonly status: string;
  readonly fault?: string | undefined;
  readonly code?: string | undefined;
  /** Whole millionths of the currency's unit. */
  readonly price?: { readonly micros: number; readonly currency: string } | undefined;
}

/** A message that did not arrive, while its code may still be wanted. */
export interface LostMessage {
  readonly challengeId: string;
  readonly channel: string;
  readonly locale: string | undefined;
  /** ISO 3166 code of its number. */
  readonly country: string | undefined;
}
