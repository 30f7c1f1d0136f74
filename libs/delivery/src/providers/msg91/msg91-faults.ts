import { type FaultRow, FaultTable } from '../../provider-kit/fault-table.js';
import type { FaultKind, ProviderFault } from '../../provider-kit/provider-fault.js';

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
  { kind: 'unavailable', codes: [], advice: 'MSG91 is in trouble, or says something that is not known: look at MSG91 > Reports.' },
  { kind: 'fraud_blocked', codes: ['status 17'], advice: 'MSG91 blocked the number.' },
  {
    kind: 'misconfigured',
    codes: [
      '102',
      '103',
      '105',
      '106',
      '107',
      '201',
      '203',
      '207',
      '208',
      '301',
      '302',
      '303',
      '306',
      '307',
      '308',
      '309',
      '310',
      '311',
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

/** MSG91 refuses with 200 too; from here on the status says something. */
const firstRefusal = 400;

/** How much of an unknown text is kept. */
const saidMax = 100;

/** The fault of what MSG91 answered: the first of its words that is known, or its status. */
export function msg91Fault(words: readonly unknown[], status?: number): ProviderFault {
  const texts = words.filter((word) => typeof word === 'string' || typeof word === 'number').map(String);
  const refusal = status !== undefined && status >= firstRefusal ? [String(status)] : [];
  const code = [...texts.map(normalised), ...refusal].find((word) => table.kindOf(word));
  const said = code === undefined && texts.length > 0 ? withoutDigits(texts.join(' ')) : undefined;
  return table.fault(code, 'unavailable', {
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    ...(said === undefined ? {} : { said }),
  });
}

/** An unknown text is all that an operator has, and may hold the number or the code. */
function withoutDigits(text: string): string {
  return text.replace(/\p{Nd}+/gu, '#').slice(0, saidMax);
}

/** Of a delivery receipt. */
export function msg91DeliveryFault(status: string): FaultKind {
  return table.kindOf(`status ${status}`) ?? 'unreachable';
}

function normalised(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
