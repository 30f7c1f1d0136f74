import { claimIdOf } from '@sixdigit/challenge';
import type { Settings } from '@sixdigit/config';
import { readPhone } from '@sixdigit/contract';
import { type HistoryQuery, type MessageHistory, withMessageHistory } from '@sixdigit/message-log';
import { PhoneConfig } from '@sixdigit/sms';
import type { SmsTrace } from './sms-trace-arguments.js';

interface Step {
  readonly at: Date;
  readonly text: string;
}

/** Prints what became of messages, the newest first: no number, no code. Whether there are any. */
export async function smsTrace(settings: Settings, { of, countMax }: SmsTrace): Promise<boolean> {
  const query = historyQuery(settings, of);
  const { messages } = await withMessageHistory(settings, (reader) => reader.read(query, { countMax }));
  process.stdout.write(messages.length > 0 ? messages.map(written).join('\n') : 'No message is known.\n');
  return messages.length > 0;
}

function historyQuery(settings: Settings, of: SmsTrace['of']): HistoryQuery {
  if ('challengeId' in of) return { challengeId: claimIdOf(of.challengeId) };
  if (!('phone' in of)) return of;
  return { to: of.phone.includes('@') ? of.phone : readPhone(of.phone, settings.get(PhoneConfig)).to };
}

/** A line for the message, and one for each thing that happened to it, with the seconds since it was asked for. */
function written(history: MessageHistory): string {
  const { requestedAt, provider, channel, purpose, country, locale, segments, providerMessageId, requestId } = history;
  const size = segments === undefined ? undefined : `${segments} segment${segments === 1 ? '' : 's'}`;
  const request = requestId && `request ${requestId}`;
  const title = listed([`${channel} by ${provider}`, purpose, country, locale, size, providerMessageId, request]);
  const lines = stepsOf(history)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, text }) => `${`+${((at.getTime() - requestedAt.getTime()) / 1000).toFixed(1)} s`.padStart(12)}  ${text}\n`);
  return `${requestedAt.toISOString()}  ${title}\n${lines.join('')}`;
}

function stepsOf({ requestedAt, rejectionKind, providerMessageId, receipts, escalatedAt, verifiedAt }: MessageHistory): readonly Step[] {
  const isAccepted = providerMessageId !== undefined && receipts.every(({ status }) => status !== 'accepted');
  return [
    { at: requestedAt, text: rejectionKind === undefined ? 'requested' : `refused: ${rejectionKind}` },
    ...(isAccepted ? [{ at: requestedAt, text: 'accepted' }] : []),
    ...receipts.map(({ at, status, fault, code, price }) => ({
      at,
      text: listed([status, fault, code && `error ${code}`, price && `price ${price.micros / 1_000_000} ${price.currency}`]),
    })),
    ...(escalatedAt ? [{ at: escalatedAt, text: 'given up: the next channel may take over' }] : []),
    ...(verifiedAt ? [{ at: verifiedAt, text: 'verified' }] : []),
  ];
}

function listed(items: readonly (string | undefined)[]): string {
  return items.filter((item) => item).join(', ');
}
