import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@sixdigit/config';
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

  async function sent(more: object = {}): Promise<{ provider: string; providerMessageId: string; challengeId: string }> {
    const [provider, providerMessageId, challengeId] = ['twilio', `SM${randomUUID()}`, `c-${randomUUID()}`];
    const at = new Date(clock.now()).toISOString();
    await store.append([
      {
        at,
        provider,
        providerMessageId: providerMessageId,
        challengeId,
        purpose: 'sign_in',
        channel: 'sms',
        locale: 'de',
        country: 'DE',
        ...more,
      },
    ]);
    return { provider, providerMessageId, challengeId };
  }
  const reported = async (providerMessageId: string) =>
    (
      await database.kysely.selectFrom('message_receipts').select('status').where('provider_message_id', '=', providerMessageId).execute()
    ).map((row) => row.status);

  it('name a message that did not arrive once, however often that is reported', async () => {
    const { provider, providerMessageId, challengeId } = await sent();
    const report = { provider, providerMessageId, status: 'undelivered', fault: 'unreachable', code: '30003' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.report([report])));
    expect(answers.flat()).toEqual([{ challengeId, channel: 'sms', locale: 'de', country: 'DE' }]);
    expect(await reported(providerMessageId)).toEqual(['undelivered']);
  });

  it('believe a delivery over a failure that is reported late, and a code that came back over both', async () => {
    const delivered = await sent();
    await store.report([{ ...delivered, status: 'delivered' }]);
    expect(await store.report([{ ...delivered, status: 'failed' }])).toEqual([]);
    const verified = await sent();
    expect(await store.prove([{ at: new Date().toISOString(), verified: verified.challengeId }])).toEqual([
      { provider: 'twilio', provider_message_id: verified.providerMessageId },
    ]);
    expect(await store.report([{ ...verified, status: 'undelivered' }])).toEqual([]);
  });

  it('keep a report that overtakes its message, and one of a message that nobody knows', async () => {
    const unknown = { provider: 'twilio', providerMessageId: `SM${randomUUID()}`, status: 'delivered' };
    expect(await store.report([unknown, unknown])).toEqual([]);
    expect(await reported(unknown.providerMessageId)).toEqual(['delivered']);
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
    const [phoneHash, requestId] = [randomUUID(), randomUUID()];
    const first = await sent({ phoneHash, country: 'DE', segments: 1 });
    const second = await sent({ phoneHash, requestId, providerMessageId: undefined, refused: 'unavailable' });
    await store.report([{ ...first, status: 'sent' }]);
    await store.report([
      { ...first, status: 'undelivered', fault: 'unreachable', code: '30003', price: { micros: 7500, currency: 'USD' } },
    ]);
    await store.prove([{ at: new Date(clock.now()).toISOString(), verified: first.challengeId }]);
    const [refused, lost] = await store.history({ phoneHashes: ['of an older key', phoneHash] }, 10);
    expect(refused).toMatchObject({ refused: 'unavailable', providerMessageId: undefined, reports: [], verifiedAt: undefined });
    expect(lost).toMatchObject({
      provider: 'twilio',
      providerMessageId: first.providerMessageId,
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
      { status: 'undelivered', fault: 'unreachable', code: '30003', price: '0.0075 USD', isDate: true },
    ]);
    expect(await store.history({ requestId }, 10)).toEqual([refused]);
    expect(await store.history({ challengeId: first.challengeId }, 10)).toEqual([lost]);
    expect(await store.history({ challengeId: second.challengeId }, 10)).toEqual([refused]);
    expect(await store.history({ phoneHashes: [phoneHash] }, 1)).toEqual([refused]);
    expect(await store.history({ requestId: randomUUID() }, 10)).toEqual([]);
  });

  it('are forgotten after their days, with their reports', async () => {
    const old = await sent();
    await store.report([{ ...old, status: 'delivered' }]);
    clock.offsetMs += 91 * daySeconds * 1000;
    const young = await sent();
    await store.forget(90);
    expect(await reported(old.providerMessageId)).toEqual([]);
    const kept = await database.kysely.selectFrom('messages').select('provider_message_id').execute();
    expect(kept.map((row) => row.provider_message_id)).toEqual([young.providerMessageId]);
  });
});
