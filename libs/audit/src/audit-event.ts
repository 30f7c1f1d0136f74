/** The fixed vocabulary of the audit trail (R157). */
export type AuditEventName =
  | 'otp_requested'
  | 'otp_send_failed'
  | 'otp_limited'
  | 'otp_wrong'
  | 'otp_check_failed'
  | 'sign_in'
  | 'token_refreshed'
  | 'token_reuse'
  | 'session_ended';

/** One thing that happened, without a code, a token or a number. */
export interface AuditEvent {
  readonly event: AuditEventName;
  /** A word of a closed list, never a free text. */
  readonly reason?: string | undefined;
  readonly userId?: number | undefined;
  readonly sessionId?: string | undefined;
  /** See {@link AuditService.phoneHashOf}. */
  readonly phoneHash?: string | undefined;
  /** ISO 3166 code of the number. */
  readonly country?: string | undefined;
  readonly purpose?: string | undefined;
  readonly channel?: string | undefined;
  readonly provider?: string | undefined;
  readonly requestId?: string | undefined;
  readonly network?: string | undefined;
}
