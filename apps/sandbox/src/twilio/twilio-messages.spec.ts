import { beforeEach, describe, expect, it } from '@jest/globals';
import twilio from 'twilio';
import { Sandbox } from '../sandbox.js';
import { sandboxForEachTest } from './sandbox-run.fake.js';
import { refusal, SandboxCustomer } from './twilio-client.fake.js';

const to = '+14155550123';
const from = '+15005550006';
const minute = 60_000;
const lastStatuses = () => run.sandbox.inbox.list()[0]?.history.map(({ status }) => status);

const run = sandboxForEachTest(to);

describe('a message of one’s own words', () => {
  it('goes its way with a signed receipt on every step', async () => {
    const { sid, status } = await run.customer.client().messages.create({
      to,
      messagingServiceSid: run.customer.account.messagingServiceSid,
      body: 'Your code is 123456',
      statusCallback: `${run.receiver.url}#rc=2`,
    });
    expect(status).toBe('accepted');
    await run.sandbox.settled();
    while (lastStatuses()?.at(-1) !== 'delivered') await settle();
    expect(run.receiver.receipts.map(({ form }) => form['MessageStatus'])).toEqual(['queued', 'sending', 'sent', 'delivered']);
    for (const { form, headers } of run.receiver.receipts) {
      expect(form['MessageSid']).toBe(sid);
      expect(twilio.validateRequest(run.customer.account.authToken, String(headers['x-twilio-signature']), run.receiver.url, form)).toBe(
        true,
      );
    }
    expect((await run.customer.client().messages(sid).fetch()).status).toBe('delivered');
    expect(run.sandbox.codeFor(to)).toBe('123456');
    expect((await run.customer.client().messages(sid).feedback.create({ outcome: 'confirmed' })).outcome).toBe('confirmed');
    expect(run.sandbox.violations).toEqual([]);
  });

  it('can be looked up by its number and time', async () => {
    const before = new Date(Date.now() - minute);
    const { sid } = await run.customer.client().messages.create({ to, from, body: '123456' });
    expect((await run.customer.client().messages.list({ to, dateSentAfter: before })).map((message) => message.sid)).toEqual([sid]);
    expect(await run.customer.client().messages.list({ to: '+14155550124' })).toEqual([]);
    expect(run.sandbox.violations).toEqual([]);
  });

  it.each([
    [{ to, body: 'x' }, 400, 21603],
    [{ to, from }, 400, 21619],
    [{ to: '123', from, body: 'x' }, 400, 21211],
    [{ to, from, body: 'x'.repeat(1601) }, 400, 21617],
    [{ to, from, body: 'x', validityPeriod: 0 }, 400, 21624],
    [{ to, from, body: 'x', statusCallback: 'http://my_host/x' }, 400, 21609],
    [{ to, from, contentSid: `HX${'0'.repeat(32)}`, contentVariables: '{' }, 400, 21656],
    [{ to, from: `whatsapp:${from}`, body: 'x' }, 400, 21910],
    [{ to, from: '+15005550001', body: 'x' }, 400, 21212],
    [{ to, from: '+15005550007', body: 'x' }, 400, 21606],
    [{ to, from: '+15005550008', body: 'x' }, 429, 21611],
    [{ to, from: '+14155550100', body: 'x' }, 400, 21606],
    [{ to: '+15005550001', from, body: 'x' }, 400, 21211],
    [{ to: '+15005550002', from, body: 'x' }, 400, 21612],
    [{ to: '+15005550003', from, body: 'x' }, 400, 21408],
    [{ to: '+15005550004', from, body: 'x' }, 400, 21610],
    [{ to: '+15005550009', from, body: 'x' }, 400, 21614],
  ])('is refused: %j', async (options, status, code) => {
    expect(await refusal(run.customer.client().messages.create(options))).toEqual([status, code]);
  });

  it('fails later at a number that ends in a delivery error', async () => {
    const lost = '+14155530003';
    await run.customer.client().messages.create({ to: lost, from, body: '123456', statusCallback: run.receiver.url });
    while (lastStatuses()?.at(-1) !== 'undelivered') await settle();
    expect(run.receiver.receipts.at(-1)?.form).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30003' });
  });
});

describe('by the clock', () => {
  beforeEach(async () => {
    await run.sandbox.stop();
    run.sandbox = await Sandbox.start({ statusDelayMs: minute });
    run.customer = new SandboxCustomer(run.sandbox, to);
  });

  it('a message waits for its time', async () => {
    await run.customer.client().messages.create({ to, from, body: '123456' });
    expect(lastStatuses()).toEqual(['queued']);
    run.sandbox.advance(minute);
    await run.sandbox.settled();
    expect(lastStatuses()).toEqual(['queued', 'sending']);
    run.sandbox.advance(2 * minute);
    await run.sandbox.settled();
    expect(lastStatuses()).toEqual(['queued', 'sending', 'sent', 'delivered']);
  });

  it('a message that was not sent in its validity period fails', async () => {
    const { sid } = await run.customer.client().messages.create({ to, from, body: '123456', validityPeriod: 90 });
    run.sandbox.advance(5 * minute);
    await run.sandbox.settled();
    expect(await run.customer.client().messages(sid).fetch()).toMatchObject({ status: 'failed', errorCode: 30036 });
  });

  it('somebody delivers, loses and delays messages on the page', async () => {
    const act = async (id: string | undefined, action: string) =>
      (await fetch(`${run.sandbox.url}/inbox/messages/${id}/${action}`, { method: 'POST' })).status;
    await run.customer.client().messages.create({ to, from, body: '111111' });
    await run.customer.client().messages.create({ to, from, body: '222222' });
    const [second, first] = run.sandbox.inbox.list();
    expect(await act(first?.id, 'deliver')).toBe(204);
    await run.sandbox.settled();
    expect(run.sandbox.inbox.list()[1]?.status).toBe('delivered');
    expect(await act(first?.id, 'lose')).toBe(409);
    expect(await act(second?.id, 'delay')).toBe(204);
    run.sandbox.advance(minute);
    await run.sandbox.settled();
    expect(run.sandbox.inbox.list()[0]?.status).toBe('queued');
    expect(await act(second?.id, 'lose')).toBe(204);
    await run.sandbox.settled();
    expect(run.sandbox.inbox.list()[0]).toMatchObject({ status: 'undelivered', history: [{}, { error: '30008' }] });
  });
});

/** Lets what is under way go on. */
async function settle(): Promise<void> {
  await run.sandbox.settled();
  await new Promise((resolve) => setImmediate(resolve));
}
