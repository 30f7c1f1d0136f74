import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@sixdigit/config';
import { connect, type Database, DatabaseConfig } from '@sixdigit/database';
import { Keyring, phoneHash } from '@sixdigit/keys';
import { MessageStore } from './message.store.js';
import { MessageHistoryStore } from './message-history.store.js';
import { MessageHistoryReader } from './message-history-reader.js';

const urls = { embedded: 'memory:', postgres: process.env['TEST_DATABASE_URL'] };
const [formerKey, presentKey] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];

describe.each(Object.entries(urls).filter(([, url]) => url))('the history of messages (%s)', (_, url) => {
  const clock = new Clock();
  let database: Database;
  let store: MessageStore;
  let reader: MessageHistoryReader;
  beforeAll(async () => {
    database = await connect(Object.assign(new DatabaseConfig(), { url }), clock);
    store = new MessageStore(database);
    reader = new MessageHistoryReader(new MessageHistoryStore(database), new Keyring([presentKey, formerKey]));
  });
  afterAll(() => database.close());

  async function sent(more: object = {}): Promise<{ providerMessageId: string; challengeId: string }> {
    const [providerMessageId, challengeId] = [`SM${randomUUID()}`, `c-${randomUUID()}`];
    const at = new Date(clock.now()).toISOString();
    await store.append([
      { at, provider: 'twilio', providerMessageId, challengeId, purpose: 'sign_in', channel: 'sms', locale: 'de', ...more },
    ]);
    return { providerMessageId, challengeId };
  }
  const hashUnder = (key: string, to: string) => phoneHash(to, new Keyring([key]).current('audit_phone'));

  it('tells of a number, a request or a challenge, the newest first, with all that was reported', async () => {
    const [to, requestId] = ['+14155550100', randomUUID()];
    const phoneHashed = { phoneHash: hashUnder(presentKey, to) };
    const first = await sent({ ...phoneHashed, country: 'DE', segments: 1 });
    const second = await sent({ ...phoneHashed, requestId, providerMessageId: undefined, rejectionKind: 'unavailable' });
    const receipt = { provider: 'twilio', providerMessageId: first.providerMessageId };
    const price = { micros: 7500, currency: 'USD' };
    await store.receive([{ ...receipt, status: 'sent' }]);
    await store.receive([{ ...receipt, status: 'undelivered', fault: 'unreachable', code: '30003', price }]);
    await store.verify([{ at: new Date(clock.now()).toISOString(), verified: first.challengeId }]);
    const ten = { countMax: 10 };
    const { messages } = await reader.read({ to }, ten);
    const [refused, lost] = messages;
    expect(refused).toMatchObject({ rejectionKind: 'unavailable', providerMessageId: undefined, receipts: [], verifiedAt: undefined });
    expect(lost).toMatchObject({
      provider: 'twilio',
      ...first,
      country: 'DE',
      locale: 'de',
      segments: 1,
      rejectionKind: undefined,
      requestedAt: expect.any(Date),
      escalatedAt: expect.any(Date),
      verifiedAt: expect.any(Date),
    });
    expect(lost!.receipts.map(({ at, ...rest }) => ({ ...rest, isDate: at instanceof Date }))).toEqual([
      { status: 'sent', fault: undefined, code: undefined, price: undefined, isDate: true },
      { status: 'undelivered', fault: 'unreachable', code: '30003', price, isDate: true },
    ]);
    expect((await reader.read({ requestId }, ten)).messages).toEqual([refused]);
    expect((await reader.read({ challengeId: first.challengeId }, ten)).messages).toEqual([lost]);
    expect((await reader.read({ challengeId: second.challengeId }, ten)).messages).toEqual([refused]);
    expect(await reader.read({ requestId: randomUUID() }, ten)).toEqual({ messages: [], next: undefined });
  });

  it('tells of a number under every key that is still listed', async () => {
    const to = '+14155550101';
    for (const key of [formerKey, presentKey]) await sent({ phoneHash: hashUnder(key, to) });
    await sent({ phoneHash: hashUnder(randomBytes(32).toString('base64'), to) });
    expect((await reader.read({ to }, { countMax: 10 })).messages).toHaveLength(2);
  });

  it('is read page by page, each message once, also when others are sent in between', async () => {
    const to = '+14155550102';
    const hashed = { phoneHash: hashUnder(presentKey, to) };
    const all: string[] = [];
    for (let index = 0; index < 5; index += 1) all.unshift((await sent(hashed)).providerMessageId);
    const seen: (string | undefined)[] = [];
    let before: number | undefined;
    do {
      const page = await reader.read({ to }, { countMax: 2, before });
      seen.push(...page.messages.map((message) => message.providerMessageId));
      before = page.next;
      await sent(hashed);
    } while (before !== undefined);
    expect(seen).toEqual(all);
  });
});
