import type { Fate } from '../deliveries.js';
import type { Fault } from '../http/faults.js';

/** The numbers of Twilio's test credentials, for Messages. */
export const messageFrom: Readonly<Record<string, number>> = { '+15005550001': 21212, '+15005550007': 21606, '+15005550008': 21611 };
export const messageTo: Readonly<Record<string, number>> = {
  '+15005550001': 21211,
  '+15005550002': 21612,
  '+15005550003': 21408,
  '+15005550004': 21610,
  '+15005550009': 21614,
};

/** The same for Calls. */
export const callFrom: Readonly<Record<string, number>> = { '+15005550001': 21212 };
export const callTo: Readonly<Record<string, number>> = {
  '+15005550001': 21217,
  '+15005550002': 21214,
  '+15005550003': 21215,
  '+15005550004': 21216,
};

/** The number of the test credentials that may send. */
export const ownNumber = '+15005550006';

/** Verify has no test credentials: a number that ends in one of these error numbers is refused with it. */
const refusedByVerify = new Set([
  '60200',
  '60203',
  '60205',
  '60212',
  '60223',
  '60238',
  '60410',
  '60605',
  '68008',
  '21608',
  '20429',
  '20500',
  '20503',
]);

/** Not error numbers of Twilio: what HTTP calls a timeout, and a connection that is cut. */
const unanswered: Readonly<Record<string, Fault>> = { '20504': { kind: 'hang' }, '20599': { kind: 'reset' } };

/** Delivery errors that a number may end in; the message is taken, and then fails. */
const undelivered = new Set(['30003', '30004', '30005', '30006', '30007', '30008', '30017', '30034', '30450', '30453', '63024', '63036']);
const failed = new Set(['30001', '30002', '30500', '63003', '63016', '63018']);

const callEnds: Readonly<Record<string, string>> = { '00480': 'no-answer', '00486': 'busy', '00500': 'failed' };

const lastDigits = (to: string) => to.slice(-5);

export function verifyRefusal(to: string): number | undefined {
  return refusedByVerify.has(lastDigits(to)) ? Number(lastDigits(to)) : undefined;
}

export function verifySilence(to: string): Fault | undefined {
  return unanswered[lastDigits(to)];
}

/** How a message to this number ends, unless it is delivered. */
export function messageFate(to: string): Fate | undefined {
  const error = lastDigits(to);
  if (undelivered.has(error)) return { status: 'undelivered', error, insteadOf: 'delivered' };
  return failed.has(error) ? { status: 'failed', error, insteadOf: 'sent' } : undefined;
}

export function callFate(to: string): Fate | undefined {
  const status = callEnds[lastDigits(to)];
  return status === undefined ? undefined : { status, insteadOf: 'in-progress' };
}
