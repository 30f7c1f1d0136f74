/** One row of the problem table. */
interface ProblemRow {
  /** HTTP status of the answer. */
  readonly status: number;
  /** The same for every problem of this code (RFC 9457, `title`). */
  readonly title: string;
  /** What a client sees (RFC 9457, `detail`). The texts of the five contracts are kept exactly. */
  readonly detail: string;
  /** Whether the same request may succeed later without being changed. */
  readonly retryable: boolean;
  /** Where a body breaks several rules, the highest is the answer; 0 without one. A missing field is answered before a wrong one. */
  readonly precedence?: number;
}

type Topic = Readonly<Record<string, ProblemRow>>;

const numbersAndCodes = {
  phone_required: { status: 400, title: 'Phone number missing', detail: 'phone required', retryable: false, precedence: 1 },
  phone_and_otp_required: {
    status: 400,
    title: 'Phone number or code missing',
    detail: 'phone and otp required',
    retryable: false,
    precedence: 1,
  },
  phone_invalid: { status: 400, title: 'Invalid phone number', detail: 'Invalid phone number', retryable: false },
  phone_country_refused: { status: 400, title: 'Country not served', detail: 'Invalid phone number', retryable: false },
  otp_invalid: { status: 400, title: 'Invalid code', detail: 'Invalid OTP', retryable: false },
  otp_cooldown: { status: 429, title: 'Too soon', detail: 'Wait before asking for another code', retryable: true },
  not_available: { status: 400, title: 'Not available', detail: 'This service does not offer what was asked for', retryable: false },
  send_failed: { status: 500, title: 'Code not sent', detail: 'Failed to send verification code', retryable: true },
  phone_unreachable: { status: 500, title: 'Phone not reachable', detail: 'Failed to send verification code', retryable: false },
  verify_failed: { status: 500, title: 'Code not checked', detail: 'Failed to verify code', retryable: true },
} as const satisfies Topic;

const sessions = {
  token_required: { status: 401, title: 'Not signed in', detail: 'An access token is required', retryable: false },
  token_invalid: { status: 401, title: 'Invalid access token', detail: 'The access token is not valid', retryable: false },
  refresh_token_invalid: { status: 401, title: 'Invalid refresh token', detail: 'The refresh token is not valid', retryable: false },
} as const satisfies Topic;

const accounts = {
  account_disabled: { status: 403, title: 'Account disabled', detail: 'This account is disabled', retryable: false },
  second_factor_required: { status: 403, title: 'Second factor required', detail: 'A second factor is required', retryable: false },
} as const satisfies Topic;

const limits = {
  rate_limited: { status: 429, title: 'Too many requests', detail: 'Too many requests', retryable: true },
  idempotency_key_in_use: { status: 409, title: 'Still at work', detail: 'The same request is being worked on', retryable: true },
  idempotency_key_reused: { status: 422, title: 'Key used before', detail: 'Another request had this Idempotency-Key', retryable: false },
} as const satisfies Topic;

const machines = {
  webhook_refused: { status: 403, title: 'Webhook refused', detail: 'The call is not signed by whom it should be', retryable: false },
} as const satisfies Topic;

const requests = {
  request_invalid: { status: 400, title: 'Invalid request', detail: 'The request is not valid', retryable: false },
  request_malformed: { status: 400, title: 'Malformed request', detail: 'The request could not be read', retryable: false },
  not_found: { status: 404, title: 'Not found', detail: 'There is nothing here', retryable: false },
  request_timeout: { status: 408, title: 'Request timeout', detail: 'The request did not arrive in time', retryable: true },
  body_too_large: { status: 413, title: 'Body too large', detail: 'The request body is too large', retryable: false },
  uri_too_long: { status: 414, title: 'URI too long', detail: 'The request URI is too long', retryable: false },
  media_type_unsupported: { status: 415, title: 'Unsupported media type', detail: 'Send application/json', retryable: false },
  host_unknown: { status: 421, title: 'Unknown host', detail: 'This host is not served here', retryable: false },
  headers_too_large: { status: 431, title: 'Headers too large', detail: 'The request headers are too large', retryable: false },
  internal_error: { status: 500, title: 'Internal error', detail: 'Something went wrong', retryable: false },
  unavailable: { status: 503, title: 'Temporarily unavailable', detail: 'The service is temporarily unavailable', retryable: true },
} as const satisfies Topic;

/** The table by topic, as its page shows it. */
export const problemTopics = {
  'Numbers and codes': numbersAndCodes,
  Sessions: sessions,
  Accounts: accounts,
  'Limits and repeats': limits,
  Machines: machines,
  'Any request': requests,
} as const;

/**
 * Every way a request can fail. No other file holds a status or a text that a client sees:
 * a service names a code, so it cannot leak.
 */
export const problems = { ...numbersAndCodes, ...sessions, ...accounts, ...limits, ...machines, ...requests } as const;

export type ProblemCode = keyof typeof problems;

export const problemCodes = Object.keys(problems) as ProblemCode[];

export const precedenceOf = (code: ProblemCode): number => (problems[code] as ProblemRow).precedence ?? 0;
