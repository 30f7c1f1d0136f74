import type { FaultKind, VendorFault } from '../strategy.js';
import { type FaultRow, FaultTable } from '../vendor-calls/fault-table.js';

/**
 * What MSG91 answers when it refuses. It has no error numbers in its Flow API, so its texts are compared, in small
 * letters and without punctuation; the numbers are those of its older API, which some answers still carry.
 */
export const msg91FaultRows: readonly FaultRow<string>[] = [
  {
    kind: 'phone_invalid',
    codes: ['101', '202', 'mobile no empty or not numeric', 'please enter atleast one number to send sms', 'invalid mobile number'],
    advice: 'MSG91 takes this for no phone number.',
  },
  { kind: 'unreachable', codes: ['status 2'], advice: 'The message did not reach the handset: its reason is in MSG91 > Reports.' },
  {
    kind: 'opted_out',
    codes: ['status 9'],
    advice:
      'The number is on the do-not-disturb register. OTP routes are exempt: check that the template is registered as Service Implicit.',
  },
  { kind: 'throttled', codes: ['311'], advice: 'The same request within ten seconds is dropped.' },
  { kind: 'unavailable', codes: ['306'], advice: 'MSG91 or its route is in trouble.' },
  { kind: 'fraud_blocked', codes: ['status 17'], advice: 'MSG91 blocked the number.' },
  {
    kind: 'misconfigured',
    codes: [
      '102',
      '103',
      '105',
      '106',
      '107',
      '203',
      '207',
      '208',
      '301',
      '302',
      '303',
      '307',
      '308',
      '309',
      '310',
      '401',
      '418',
      'status 16',
      'status 25',
      'dlt template id not found',
      'template not found',
      'invalid template',
      'template id missing',
      'authentication failure',
      'invalid authkey',
      'ip not whitelisted',
      'insufficient balance',
      'invalid sender id',
    ],
    advice:
      'Check MSG91_AUTH_KEY (and its IP allow list), MSG91_TEMPLATE_ID, MSG91_SENDER_ID, the balance, and the template’s DLT state under MSG91 > SMS > Templates.',
  },
];

const table = new FaultTable('msg91', msg91FaultRows);

/** The fault of a text or number that MSG91 answered. */
export function msg91Fault(text: string | undefined, otherwise: FaultKind, status?: number): VendorFault {
  const known = text === undefined ? undefined : normalised(text);
  const code = known !== undefined && table.kindOf(known) ? known : undefined;
  // an unknown text may hold the number: it is not passed on, not even to the log
  return table.fault(code, otherwise, { ...(code === undefined ? {} : { code }), ...(status === undefined ? {} : { status }) });
}

/** Of a delivery report. */
export function msg91DeliveryFault(status: string): FaultKind {
  return table.kindOf(`status ${status}`) ?? 'unreachable';
}

function normalised(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
