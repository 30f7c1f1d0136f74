import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@sixdigit/contract';
import { connect, type Database, DatabaseConfig } from '@sixdigit/database';
import { MessageStore } from './message.store.js';

const urls = { embedded: 'memory:', postgres: process.env['TEST_DATABASE_URL'] };
const daySeconds = 86_400;

describe.each(Object.entries(urls).filter(([, url]) => url))('timelines of messages (%s)', (_, url) => {
  const clock = new Clock();
  let database: Database;
  let store: MessageStore;
  beforeAll(async () => {
    database = await connect(Object.assign(new DatabaseConfig(), { url }));
    store = new MessageStore(database, clock);
  });
  afterAll(() => database.close());

  async function sent(more: object = {}): Promise<{ provider: string; messageId: string; challengeId: string }> {
    const [provider, messageId, challengeId] = ['twilio', `SM${randomUUID()}`, `c-${randomUUID()}`];
    const at = new Date(clock.now()).toISOString();
    await store.append([
      { at, provider, messageRef: messageId, challengeId, purpose: 'sign_in', channel: 'sms', locale: 'de', country: 'DE', ...more },
    ]);
    return { provider, messageId, challengeId };
  }
  const reported = async (messageId: string) =>
    (await database.kysely.selectFrom('message_reports').select('status').where('message_ref', '=', messageId).execute()).map(
      (row) => row.status,
    );

  it('name a message that did not arrive once, however often that is reported', async () => {
    const { provider, messageId, challengeId } = await sent();
    const report = { provider, messageId, status: 'undelivered', fault: 'unreachable', code: '30003' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.report([report])));
    expect(answers.flat()).toEqual([{ challengeId, channel: 'sms', locale: 'de', country: 'DE' }]);
    expect(await reported(messageId)).toEqual(['undelivered']);
  });

  it('believe a delivery over a failure that is reported late, and a code that came back over both', async () => {
    const delivered = await sent();
    await store.report([{ ...delivered, status: 'delivered' }]);
    expect(await store.report([{ ...delivered, status: 'failed' }])).toEqual([]);
    const proven = await sent();
    expect(await store.prove([{ at: new Date().toISOString(), proven: proven.challengeId }])).toEqual([
      { provider: 'twilio', message_ref: proven.messageId },
    ]);
    expect(await store.report([{ ...proven, status: 'undelivered' }])).toEqual([]);
  });

  it('keep a report that overtakes its message, and one of a message that nobody knows', async () => {
    const unknown = { provider: 'twilio', messageId: `SM${randomUUID()}`, status: 'delivered' };
    expect(await store.report([unknown, unknown])).toEqual([]);
    expect(await reported(unknown.messageId)).toEqual(['delivered']);
  });

  it('name a message whose delivery nobody reported in time, once, and only while its code may be wanted', async () => {
    const { challengeId } = await sent();
    const arrived = await sent();
    const ofWhoNeverReports = await sent({ provider: 'webhook' });
    await store.report([{ ...arrived, status: 'delivered' }]);
    expect((await store.overdue(45)).map((message) => message.challengeId)).not.toContain(challengeId);
    clock.offsetMs += 46_000;
    const overdue = (await store.overdue(45)).map((message) => message.challengeId);
    expect(overdue).toContain(challengeId);
    expect(overdue).not.toContain(arrived.challengeId);
    expect(overdue).not.toContain(ofWhoNeverReports.challengeId);
    expect((await store.overdue(45)).map((message) => message.challengeId)).not.toContain(challengeId);
    const late = await sent();
    clock.offsetMs += 601_000;
    expect((await store.overdue(45)).map((message) => message.challengeId)).not.toContain(late.challengeId);
  });

  it('are told of a number, a request or a challenge, the newest first, with all that was reported', async () => {
    const [phoneMark, requestId] = [randomUUID(), randomUUID()];
    const first = await sent({ phoneMark, country: 'DE', segments: 1 });
    const second = await sent({ phoneMark, requestId, messageRef: undefined, refused: 'unavailable' });
    await store.report([{ ...first, status: 'sent' }]);
    await store.report([{ ...first, status: 'undelivered', fault: 'unreachable', code: '30003', price: '-0.0075 USD' }]);
    await store.prove([{ at: new Date(clock.now()).toISOString(), proven: first.challengeId }]);
    const [refused, lost] = await store.stories({ phoneMarks: ['of an older key', phoneMark] }, 10);
    expect(refused).toMatchObject({ refused: 'unavailable', messageRef: undefined, reports: [], verifiedAt: undefined });
    expect(lost).toMatchObject({
      provider: 'twilio',
      messageRef: first.messageId,
      country: 'DE',
      locale: 'de',
      segments: 1,
      refused: undefined,
      requestedAt: expect.any(Date),
      escalatedAt: expect.any(Date),
      verifiedAt: expect.any(Date),
    });
    expect(lost!.reports.map(({ at, ...report }) => ({ ...report, isDate: at instanceof Date }))).toEqual([
      { status: 'sent', fault: undefined, code: undefined, price: undefined, isDate: true },
      { status: 'undelivered', fault: 'unreachable', code: '30003', price: '-0.0075 USD', isDate: true },
    ]);
    expect(await store.stories({ requestId }, 10)).toEqual([refused]);
    expect(await store.stories({ challengeId: first.challengeId }, 10)).toEqual([lost]);
    expect(await store.stories({ challengeId: second.challengeId }, 10)).toEqual([refused]);
    expect(await store.stories({ phoneMarks: [phoneMark] }, 1)).toEqual([refused]);
    expect(await store.stories({ requestId: randomUUID() }, 10)).toEqual([]);
  });

  it('are forgotten after their days, with their reports', async () => {
    const old = await sent();
    await store.report([{ ...old, status: 'delivered' }]);
    clock.offsetMs += 91 * daySeconds * 1000;
    const young = await sent();
    await store.forget(90);
    expect(await reported(old.messageId)).toEqual([]);
    const kept = await database.kysely.selectFrom('messages').select('message_ref').execute();
    expect(kept.map((row) => row.message_ref)).toEqual([young.messageId]);
  });
});
