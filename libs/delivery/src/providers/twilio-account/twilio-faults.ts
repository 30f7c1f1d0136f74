import { type FaultRow, FaultTable } from '../../provider-kit/fault-table.js';
import type { FaultKind, ProviderFault } from '../../provider-kit/provider-fault.js';

/**
 * Twilio's error numbers (twilio.com/docs/api/errors), of requests and of deliveries, by what they mean for us. What Twilio
 * answers is never passed on.
 */
export const twilioFaultRows: readonly FaultRow<number>[] = [
  {
    kind: 'phone_invalid',
    codes: [60200, 21211, 21217, 21604, 13224, 21214, 30005],
    advice: 'Twilio takes this for no phone number.',
  },
  {
    kind: 'unreachable',
    codes: [60205, 21614, 21635, 21612, 30003, 30004, 30006, 30007, 30008, 30038, 63003, 63024, 63032, 63036, 63049],
    advice:
      'A landline, a handset that is away, or no route to it. Many of them point to the sender or the text: look at Monitor > Logs > Messaging.',
  },
  { kind: 'opted_out', codes: [21610, 63033], advice: 'The recipient sent STOP to this sender.' },
  {
    kind: 'country_refused',
    codes: [60605, 60220, 21408, 21215, 13227],
    advice:
      'Allow the country under Verify > Settings > Geo permissions or Messaging > Settings > Geo permissions, or leave it out of ALLOWED_COUNTRIES.',
  },
  {
    kind: 'trial_number',
    codes: [21608, 21219, 30454],
    advice: 'A trial account sends to verified numbers only: upgrade it, or verify the number under Phone Numbers > Verified Caller IDs.',
  },
  {
    kind: 'fraud_blocked',
    codes: [60410, 21216, 13225, 30450, 30453, 30485],
    advice: 'Twilio blocked the number or its range for fraud. Do not send another way; look at Verify > Fraud Guard.',
  },
  {
    kind: 'attempts_spent',
    codes: [60202, 60203],
    advice: 'Five sends or checks within ten minutes are what Twilio allows on one number.',
  },
  {
    kind: 'throttled',
    codes: [20429, 60212, 60728, 21611, 14107, 30001, 30022, 30023, 63018],
    advice: 'Too much at once for this account, sender or campaign. If it goes on, ask Twilio for more.',
  },
  {
    kind: 'unavailable',
    codes: [20500, 20503, 30017, 30036, 30410, 30500, 70005],
    advice: 'Twilio or the carrier is in trouble: status.twilio.com.',
  },
  {
    kind: 'misconfigured',
    codes: [
      20003, 20005, 20008, 20403, 60204, 60206, 60207, 60208, 60209, 60210, 60211, 60214, 60217, 60218, 60219, 60222, 60223, 60224, 60225,
      60226, 60227, 60228, 60229, 60238, 60242, 60245, 60602, 60603, 60604, 68008, 21212, 21602, 21603, 21606, 21609, 21617, 21619, 21624,
      21654, 21655, 21656, 21657, 21658, 21659, 21660, 21661, 21701, 21702, 21703, 21704, 21705, 21910, 30002, 30018, 30024, 30032, 30034,
      30035, 30037, 30040, 30042, 30043, 63005, 63013, 63016, 63020, 63027, 63028, 63040, 63041, 63042, 63051,
    ],
    advice:
      'Look the number up under twilio.com/docs/api/errors; check the credentials, the Verify Service or the sender and its registration.',
  },
];

/** Nothing there. When a verification is started, that is the Service; when it is checked, the verification. */
export const notFoundCode = 20404;

/** The account did too much at once. */
export const tooManyCode = 20429;

const tables = new Map<string, FaultTable<number>>();

/** A parameter that Twilio takes for invalid; its text says which. */
const invalidParameterCode = 60200;

/** What the client library throws, as far as it can be trusted to hold. */
export interface TwilioError {
  readonly code?: number | string;
  readonly status?: number;
  /** No connection was made. */
  readonly neverSent?: boolean;
  /** Twilio's text, which may hold the number: looked at, never kept. */
  readonly message?: string;
}

/** The fault that an error of the client library stands for. Without its text, which may hold the number. */
export function twilioFault(provider: string, error: TwilioError, request?: string): ProviderFault {
  const number = Number(error.code);
  const otherwise = number === notFoundCode ? 'misconfigured' : kindOfStatus(error.status);
  const { code, status } = error;
  const report = { ...(code === undefined ? {} : { code }), ...(status === undefined ? {} : { status }), ...(request ? { request } : {}) };
  // not the number, but something that the settings say
  if (number === invalidParameterCode && error.message && !/\bTo\b/.test(error.message))
    return tableOf(provider).fault(undefined, 'misconfigured', report);
  return tableOf(provider).fault(number, otherwise, report);
}

/** Why a message that was taken did not arrive, from the `ErrorCode` of a status callback. */
export function deliveryFaultKind(code: string | undefined): FaultKind {
  return tableOf('twilio').kindOf(Number(code)) ?? 'unreachable';
}

function tableOf(provider: string): FaultTable<number> {
  const table = tables.get(provider) ?? new FaultTable(provider, twilioFaultRows);
  tables.set(provider, table);
  return table;
}

function kindOfStatus(status: number | undefined): FaultKind {
  if (status === 429) return 'throttled';
  if (status !== undefined && status >= 400 && status < 500) return 'misconfigured';
  return 'unavailable';
}
