import { describe, expect, it } from '@jest/globals';
import twilio from 'twilio';
import { sandboxForEachTest } from './sandbox-run.fake.js';
import { refusal, SandboxCustomer } from './twilio-client.fake.js';

const to = '+14155550123';
const from = '+15005550006';
const lastStatuses = () => run.sandbox.inbox.list()[0]?.history.map(({ status }) => status);

const run = sandboxForEachTest(to);

describe('a call', () => {
  it('says the words of its TwiML and reports the events that were asked for, signed', async () => {
    const twiml = '<Response><Say>Your code is 1, 2, 3, 4, 5, 6</Say></Response>';
    const statusCallbackEvent = ['ringing', 'answered', 'completed'];
    const { sid } = await run.customer.client().calls.create({ to, from, twiml, statusCallback: run.receiver.url, statusCallbackEvent });
    while (lastStatuses()?.at(-1) !== 'completed' || run.receiver.receipts.length < 3) await settle();
    expect(run.receiver.receipts.map(({ form }) => form['CallStatus'])).toEqual(['ringing', 'in-progress', 'completed']);
    for (const { form, headers } of run.receiver.receipts) {
      expect(twilio.validateRequest(run.customer.account.authToken, String(headers['x-twilio-signature']), run.receiver.url, form)).toBe(
        true,
      );
    }
    expect((await run.customer.client().calls(sid).fetch()).status).toBe('completed');
    expect(run.sandbox.codeFor(to)).toBe('123456');
    expect(run.sandbox.violations).toEqual([]);
  });

  it('asks its Url for the words', async () => {
    run.receiver.answer = '<Response><Say>9 8 7 6 5 4</Say></Response>';
    await run.customer.client().calls.create({ to, from, url: run.receiver.url });
    while (lastStatuses()?.at(-1) !== 'completed') await settle();
    expect(run.sandbox.codeFor(to)).toBe('987654');
    expect(
      twilio.validateRequest(
        run.customer.account.authToken,
        String(run.receiver.receipts[0]?.headers['x-twilio-signature']),
        run.receiver.url,
        run.receiver.receipts[0]?.form ?? {},
      ),
    ).toBe(true);
  });

  it.each([
    [{ to, from }, 400, 21205],
    [{ to, from: '+15005550001', twiml: 'x' }, 400, 21212],
    [{ to, from: '+14155550100', twiml: 'x' }, 400, 21210],
    [{ to: '+15005550001', from, twiml: 'x' }, 400, 21217],
    [{ to: '+15005550004', from, twiml: 'x' }, 400, 21216],
  ])('is refused: %j', async (options, status, code) => {
    expect(
      await refusal(run.customer.client().calls.create(options as Parameters<ReturnType<SandboxCustomer['client']>['calls']['create']>[0])),
    ).toEqual([status, code]);
  });
});

/** Lets what is under way go on. */
async function settle(): Promise<void> {
  await run.sandbox.settled();
  await new Promise((resolve) => setImmediate(resolve));
}
