/** Where reports go that no request names an address for. May be set after the start: the service starts later. */
export interface Webhooks {
  /** MSG91's delivery reports. */
  msg91?: string | undefined;
  /** Event Streams of Twilio Verify. */
  verifyEvents?: string | undefined;
}
