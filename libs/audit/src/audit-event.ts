import type { Channel, FaultKind, ProblemCode, Purpose } from '@sixdigit/contract';

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

/**
 * Why an event came about, never a free text. Written by statements themselves and not through here: `new_user`, `disabled`,
 * `second_factor` of a sign-in, `grace`, `logout`, `logout_everywhere` of a session.
 */
export type AuditReason = FaultKind | ProblemCode | 'cooldown' | 'resend' | 'used' | 'window' | 'wrong';

/** One thing that happened, without a code, a token or a number. */
export interface AuditEvent {
  readonly event: AuditEventName;
  readonly reason?: AuditReason | undefined;
  readonly userId?: number | undefined;
  readonly sessionId?: string | undefined;
  /** See {@link AuditService.phoneHashOf}. */
  readonly phoneHash?: string | undefined;
  /** ISO 3166 code of the number. */
  readonly country?: string | undefined;
  readonly purpose?: Purpose | undefined;
  readonly channel?: Channel | undefined;
  readonly provider?: string | undefined;
  readonly requestId?: string | undefined;
  readonly network?: string | undefined;
}
