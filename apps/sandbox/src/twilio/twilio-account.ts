/** Who the sandbox's one Twilio account is. */
export interface TwilioAccount {
  readonly accountSid: string;
  readonly authToken: string;
  readonly apiKeySid: string;
  readonly apiKeySecret: string;
  /** The first is the one for signing in. */
  readonly verifyServiceSids: readonly string[];
  readonly messagingServiceSid: string;
  /** The approved template for WhatsApp. */
  readonly contentSid: string;
}
