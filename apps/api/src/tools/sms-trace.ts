import type { Settings } from '@sixdigit/config';
import { Clock } from '@sixdigit/config';
import { connect, DatabaseConfig } from '@sixdigit/database';
import { Keyring, KeysConfig, phoneHash } from '@sixdigit/keys';
import { type HistoryQuery, type MessageHistory, MessageStore } from '@sixdigit/message-log';
import { PhoneConfig, readPhone } from '@sixdigit/sms';
import type { SmsTrace } from './sms-trace-arguments.js';

interface Step {
  readonly at: Date;
  readonly text: string;
}

/** Prints what became of messages, the newest first: no number, no code. Whether there are any. */
export async function smsTrace(settings: Settings, wanted: SmsTrace): Promise<boolean> {
  const of = historyQuery(settings, wanted);
  // a look changes nothing, not even old tables
  const database = await connect({ ...settings.get(DatabaseConfig), migrateOnStart: false });
  try {
    const history = await new MessageStore(database, new Clock()).history(of, wanted.countMax);
    process.stdout.write(history.length > 0 ? history.map(written).join('\n') : 'No message is known.\n');
    return history.length > 0;
  } finally {
    await database.close();
  }
}

function historyQuery(settings: Settings, wanted: SmsTrace): HistoryQuery {
  if (!('phone' in wanted)) return wanted;
  const { secretKey, previous } = settings.get(KeysConfig);
  const e164 = wanted.phone.includes('@') ? wanted.phone : readPhone(wanted.phone, settings.get(PhoneConfig)).e164;
  return { phoneHashes: new Keyring([secretKey!, ...previous]).all('audit_phone').map((subkey) => phoneHash(e164, subkey)) };
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

function stepsOf({ requestedAt, rejectionKind, providerMessageId, reports, escalatedAt, verifiedAt }: MessageHistory): readonly Step[] {
  const isAccepted = providerMessageId !== undefined && reports.every(({ status }) => status !== 'accepted');
  return [
    { at: requestedAt, text: rejectionKind === undefined ? 'requested' : `refused: ${rejectionKind}` },
    ...(isAccepted ? [{ at: requestedAt, text: 'accepted' }] : []),
    ...reports.map(({ at, status, fault, code, price }) => ({
      at,
      text: listed([status, fault, code && `error ${code}`, price && `price ${price}`]),
    })),
    ...(escalatedAt ? [{ at: escalatedAt, text: 'given up: the next channel may take over' }] : []),
    ...(verifiedAt ? [{ at: verifiedAt, text: 'verified' }] : []),
  ];
}

function listed(items: readonly (string | undefined)[]): string {
  return items.filter((item) => item).join(', ');
}
