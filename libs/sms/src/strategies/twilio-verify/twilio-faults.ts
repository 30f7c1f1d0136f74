import { type FaultKind, VendorFault } from '../strategy.js';

interface FaultRow {
  readonly kind: FaultKind;
  readonly codes: readonly number[];
  /** For the operator, in the log. */
  readonly advice: string;
}

/** Twilio's error numbers (twilio.com/docs/api/errors), by what they mean for us. What Twilio answers is never passed on. */
export const faultRows: readonly FaultRow[] = [
  { kind: 'phone_invalid', codes: [60200, 21211, 21217, 21604, 13224, 21214], advice: 'Twilio takes this for no phone number.' },
  {
    kind: 'unreachable',
    codes: [60205, 21614, 21635, 21612],
    advice: 'A landline, or no route to it. Many of them point to the sender: look at Messaging > Logs.',
  },
  { kind: 'opted_out', codes: [21610], advice: 'The recipient sent STOP to this sender.' },
  {
    kind: 'country_refused',
    codes: [60605, 60220, 21408, 21215, 13227],
    advice: 'Allow the country under Verify > Settings > Geo permissions, or leave it out of ALLOWED_COUNTRIES.',
  },
  {
    kind: 'trial_number',
    codes: [21608, 21219],
    advice: 'A trial account sends to verified numbers only: upgrade it, or verify the number under Phone Numbers > Verified Caller IDs.',
  },
  {
    kind: 'fraud_blocked',
    codes: [60410, 21216, 13225],
    advice: 'Fraud Guard blocked the number or its range. Do not send another way; look at Verify > Fraud Guard.',
  },
  {
    kind: 'attempts_spent',
    codes: [60202, 60203],
    advice: 'Five sends or checks within ten minutes are what Twilio allows on one number.',
  },
  {
    kind: 'throttled',
    codes: [20429, 60212, 60728, 21611, 14107],
    advice: 'Too much at once for this account. If it goes on, ask Twilio for more.',
  },
  { kind: 'unavailable', codes: [20500, 20503], advice: 'Twilio is in trouble: status.twilio.com.' },
  {
    kind: 'misconfigured',
    codes: [
      20003, 20403, 20005, 20008, 60204, 60206, 60207, 60208, 60209, 60210, 60211, 60214, 60217, 60218, 60219, 60222, 60223, 60224, 60225,
      60226, 60227, 60228, 60229, 60238, 60242, 60245, 60602, 60603, 60604, 68008,
    ],
    advice: 'Check TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_VERIFY_SERVICE_SID, and the Service under Verify > Services.',
  },
];

/** Not there. When a verification is started, that is the Service; when it is checked, the verification. */
export const notFoundCode = 20404;

const byCode = new Map(faultRows.flatMap((row) => row.codes.map((code) => [code, row] as const)));
const byKind = new Map(faultRows.map((row) => [row.kind, row] as const));

/** What the client library throws, as far as it can be trusted to hold. */
export interface TwilioError {
  readonly code?: number | string;
  readonly status?: number;
}

/** The fault that an error of the client library stands for. Without its text, which may hold the number. */
export function faultOf(error: TwilioError): VendorFault {
  const code = Number(error.code);
  const row = byCode.get(code) ?? byKind.get(code === notFoundCode ? 'misconfigured' : kindOfStatus(error.status))!;
  return new VendorFault('twilio-verify', row.kind, row.advice, {
    ...(error.code === undefined ? {} : { code: error.code }),
    ...(error.status === undefined ? {} : { status: error.status }),
  });
}

function kindOfStatus(status: number | undefined): FaultKind {
  if (status === 429) return 'throttled';
  if (status !== undefined && status >= 400 && status < 500) return 'misconfigured';
  return 'unavailable';
}

/** Errors of a connection that was never made: nothing can have been sent. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Whether Twilio may have acted although it gave no answer we can read: such a call is never repeated. */
export function isUncertain(error: TwilioError): boolean {
  if (neverConnected.has(String(error.code))) return false;
  return error.status === undefined || error.status >= 500 || error.status < 400;
}
