import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Clock } from '@sixdigit/config';
import { connect, type Database, DatabaseConfig } from '@sixdigit/database';
import type { DeliveryReceipt } from '@sixdigit/delivery';
import { CompiledQuery, sql } from 'kysely';
import { MessageStore } from './message.store.js';

const urls = { embedded: 'memory:', postgres: process.env['TEST_DATABASE_URL'] };

describe.each(Object.entries(urls).filter(([, url]) => url))('the message log (%s)', (_, url) => {
  const clock = new Clock();
  let database: Database;
  let store: MessageStore;
  beforeAll(async () => {
    database = await connect(Object.assign(new DatabaseConfig(), { url }), clock);
    store = new MessageStore(database);
  });
  afterAll(() => database.close());

  async function sent(more: object = {}): Promise<{ provider: string; providerMessageId: string; challengeId: string }> {
    const [provider, providerMessageId, challengeId] = ['twilio', `SM${randomUUID()}`, `c-${randomUUID()}`];
    const at = new Date(clock.now()).toISOString();
    const message = {
      at,
      provider,
      providerMessageId,
      challengeId,
      purpose: 'sign_in',
      channel: 'sms',
      locale: 'de',
      country: 'DE',
    } as const;
    await store.append([{ ...message, ...more }]);
    return { provider, providerMessageId, challengeId };
  }
  const received = (providerMessageId: string) =>
    database.kysely.selectFrom('message_receipts').selectAll().where('provider_message_id', '=', providerMessageId).execute();
  const statusesOf = async (providerMessageId: string) => (await received(providerMessageId)).map((row) => row.status);

  it('names a message that did not arrive once, however often that is reported', async () => {
    const { provider, providerMessageId, challengeId } = await sent();
    const receipt: DeliveryReceipt = { provider, providerMessageId, status: 'undelivered', fault: 'unreachable', code: '30003' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.receive([receipt])));
    expect(answers.flat()).toEqual([{ challengeId, channel: 'sms', locale: 'de', country: 'DE' }]);
    expect(await statusesOf(providerMessageId)).toEqual(['undelivered']);
  });

  it('believes a delivery over a failure that is reported late, and a code that came back over both', async () => {
    const { provider, providerMessageId } = await sent();
    await store.receive([{ provider, providerMessageId, status: 'delivered' }]);
    expect(await store.receive([{ provider, providerMessageId, status: 'failed' }])).toEqual([]);
    const verified = await sent();
    expect(await store.verify([{ at: new Date().toISOString(), verified: verified.challengeId }])).toEqual([
      { provider: 'twilio', providerMessageId: verified.providerMessageId },
    ]);
    const late = { provider, providerMessageId: verified.providerMessageId, status: 'undelivered' } as const;
    expect(await store.receive([late])).toEqual([]);
  });

  it('keeps a receipt that overtakes its message, and one of an unknown message', async () => {
    const unknown = { provider: 'twilio', providerMessageId: `SM${randomUUID()}`, status: 'delivered' } as const;
    expect(await store.receive([unknown, unknown])).toEqual([]);
    expect(await statusesOf(unknown.providerMessageId)).toEqual(['delivered']);
  });

  it('keeps a price as whole millionths of its unit', async () => {
    const { provider, providerMessageId } = await sent();
    await store.receive([{ provider, providerMessageId, status: 'delivered', price: { micros: 7500, currency: 'USD' } }]);
    expect(await received(providerMessageId)).toMatchObject([{ price_micros: 7500, price_currency: 'USD' }]);
  });

  it('keeps a status once although it is reported again in the next month', async () => {
    const { provider, providerMessageId } = await sent();
    const receipt = { provider, providerMessageId, status: 'delivered' } as const;
    const start = new Date(clock.now());
    await store.receive([receipt]);
    clock.offsetMs += Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1) - start.getTime() + 1000;
    await store.receive([receipt]);
    expect(await statusesOf(providerMessageId)).toEqual(['delivered']);
  });

  it('names a message whose delivery was not reported in time, once, and only while its code may be wanted', async () => {
    const { challengeId } = await sent();
    const arrived = await sent();
    const ofSilentProvider = await sent({ provider: 'webhook' });
    await store.receive([{ provider: 'twilio', providerMessageId: arrived.providerMessageId, status: 'delivered' }]);
    expect((await store.overdue(45)).map((message) => message.challengeId)).not.toContain(challengeId);
    clock.offsetMs += 46_000;
    const overdue = (await store.overdue(45)).map((message) => message.challengeId);
    expect(overdue).toContain(challengeId);
    expect(overdue).not.toContain(arrived.challengeId);
    expect(overdue).not.toContain(ofSilentProvider.challengeId);
    expect((await store.overdue(45)).map((message) => message.challengeId)).not.toContain(challengeId);
    const late = await sent();
    clock.offsetMs += 601_000;
    expect((await store.overdue(45)).map((message) => message.challengeId)).not.toContain(late.challengeId);
  });

  it('looks for the message of a receipt in the tables of its month alone', async () => {
    // in the middle of a month: around its first day two are looked at
    const today = new Date();
    clock.offsetMs = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 15) - today.getTime();
    const run = jest.spyOn(database, 'run');
    await store.receive([{ provider: 'twilio', providerMessageId: 'SM', status: 'failed' }]);
    const [{ text, parameters }, given] = run.mock.lastCall as unknown as [{ text: string; parameters: string[] }, object];
    run.mockRestore();
    const values = parameters.map((name) => ({ offset: clock.offsetMs, ...given })[name as 'offset']);
    const { rows } = await database.kysely.executeQuery<{ 'QUERY PLAN': string }>(CompiledQuery.raw(`explain analyze ${text}`, values));
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    const scanned = (table: string) => new Set(plan.match(new RegExp(`Scan.* on ${table}_(?:\\d|default)\\w*`, 'g')) ?? []).size;
    expect(await tablesOf('messages')).toBeGreaterThan(4);
    expect(scanned('messages')).toBeLessThanOrEqual(2);
    expect(scanned('message_receipts')).toBeLessThanOrEqual(3);
  });

  const tablesOf = async (table: string) =>
    (await sql`select from pg_inherits where inhparent = ${table}::regclass`.execute(database.kysely)).rows.length;
});
