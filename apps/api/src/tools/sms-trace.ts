import { MessageStore, type MessageStory, phoneMark, type StoryOf } from '@sixdigit/audit';
import type { Settings } from '@sixdigit/config';
import { Clock } from '@sixdigit/contract';
import { connect, DatabaseConfig } from '@sixdigit/database';
import { Keyring, KeysConfig } from '@sixdigit/keys';
import { readPhone, SmsConfig } from '@sixdigit/sms';
import type { SmsTrace } from './sms-trace-arguments.js';

interface Step {
  readonly at: Date;
  readonly text: string;
}

/** Prints what became of messages, the newest first: no number, no code. Whether there are any. */
export async function smsTrace(settings: Settings, wanted: SmsTrace): Promise<boolean> {
  const of = storyOf(settings, wanted);
  // a look changes nothing, not even old tables
  const database = await connect({ ...settings.get(DatabaseConfig), migrateOnStart: false });
  try {
    const stories = await new MessageStore(database, new Clock()).stories(of, wanted.countMax);
    process.stdout.write(stories.length > 0 ? stories.map(written).join('\n') : 'No message is known.\n');
    return stories.length > 0;
  } finally {
    await database.close();
  }
}

function storyOf(settings: Settings, wanted: SmsTrace): StoryOf {
  if (!('phone' in wanted)) return wanted;
  const { secretKey, previous } = settings.get(KeysConfig);
  const e164 = wanted.phone.includes('@') ? wanted.phone : readPhone(wanted.phone, settings.get(SmsConfig)).e164;
  return { phoneMarks: new Keyring([secretKey!, ...previous]).all('audit_phone').map((subkey) => phoneMark(e164, subkey)) };
}

/** A line for the message, and one for each thing that happened to it, with the seconds since it was asked for. */
function written(story: MessageStory): string {
  const { requestedAt, provider, channel, purpose, country, locale, segments, messageRef, requestId } = story;
  const size = segments === undefined ? undefined : `${segments} segment${segments === 1 ? '' : 's'}`;
  const request = requestId && `request ${requestId}`;
  const title = listed([`${channel} by ${provider}`, purpose, country, locale, size, messageRef, request]);
  const lines = stepsOf(story)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, text }) => `${`+${((at.getTime() - requestedAt.getTime()) / 1000).toFixed(1)} s`.padStart(12)}  ${text}\n`);
  return `${requestedAt.toISOString()}  ${title}\n${lines.join('')}`;
}

function stepsOf({ requestedAt, refused, messageRef, reports, escalatedAt, verifiedAt }: MessageStory): readonly Step[] {
  const isAccepted = messageRef !== undefined && reports.every(({ status }) => status !== 'accepted');
  return [
    { at: requestedAt, text: refused === undefined ? 'requested' : `refused: ${refused}` },
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
