import { describe, expect, it } from '@jest/globals';
import twilio from 'twilio';
import { sandboxForEachTest } from './sandbox-run.fake.js';
import { refusal } from './twilio-client.fake.js';

const to = '+14155550123';
const minute = 60_000;

const run = sandboxForEachTest(to);

describe('the life of a verification', () => {
  it('is approved by its code and gone afterwards', async () => {
    const { sid, status } = await run.customer.send();
    expect(status).toBe('pending');
    expect(await run.customer.check(run.sandbox.codeFor(to))).toMatchObject({ sid, status: 'approved', valid: true, to });
    expect(await refusal(run.customer.check(run.sandbox.codeFor(to)))).toEqual([404, 20404]);
    expect(await refusal(run.customer.verify().verifications(sid).fetch())).toEqual([404, 20404]);
    expect((await run.customer.send()).sid).not.toBe(sid);
    expect(run.sandbox.violations).toEqual([]);
  });

  it('keeps its SID and code on a resend over another channel', async () => {
    const first = await run.customer.send();
    const code = run.sandbox.codeFor(to);
    const second = await run.customer.send('call');
    expect(second.sid).toBe(first.sid);
    expect(second.channel).toBe('call');
    expect(second.sendCodeAttempts).toHaveLength(2);
    expect(run.sandbox.codeFor(to)).toBe(code);
    expect(run.sandbox.inbox.list().map(({ channel }) => channel)).toEqual(['voice', 'sms']);
  });

  it('sends five times and refuses the sixth', async () => {
    for (let count = 0; count < 5; count += 1) await run.customer.send();
    expect(await refusal(run.customer.send())).toEqual([429, 60203]);
    run.sandbox.advance(10 * minute);
    await run.customer.send();
  });

  it('checks five times, refuses the sixth, and sends none before it expires', async () => {
    const { sid } = await run.customer.send();
    for (let count = 0; count < 5; count += 1)
      expect(await run.customer.check(run.customer.wrongCode())).toMatchObject({ status: 'pending', valid: false });
    expect(await refusal(run.customer.check(run.sandbox.codeFor(to)))).toEqual([429, 60202]);
    expect((await run.customer.verify().verifications(sid).fetch()).status).toBe('max_attempts_reached');
    expect(await refusal(run.customer.send())).toEqual([429, 60203]);
    run.sandbox.advance(10 * minute);
    expect((await run.customer.send()).sid).not.toBe(sid);
  });

  it('is over after ten minutes', async () => {
    const { sid } = await run.customer.send();
    run.sandbox.advance(10 * minute - 1000);
    await run.customer.verify().verifications(sid).fetch();
    run.sandbox.advance(1000);
    expect(await refusal(run.customer.check(run.sandbox.codeFor(to)))).toEqual([404, 20404]);
  });

  it('starts anew when it was canceled, and the canceled one can be fetched', async () => {
    const { sid } = await run.customer.send();
    expect((await run.customer.verify().verifications(sid).update({ status: 'canceled' })).status).toBe('canceled');
    expect((await run.customer.verify().verifications(sid).fetch()).status).toBe('canceled');
    expect(await refusal(run.customer.verify().verificationChecks.create({ verificationSid: sid, code: run.sandbox.codeFor(to) }))).toEqual(
      [404, 20404],
    );
    expect((await run.customer.send()).sid).not.toBe(sid);
    expect(run.sandbox.violations).toEqual([]);
  });

  it('is none of another Service', async () => {
    const { TWILIO_VERIFY_SERVICE_SID_RESET: reset = '' } = run.sandbox.environmentOf('twilio-verify');
    const { sid } = await run.customer.send();
    const other = run.customer.client().verify.v2.services(reset);
    expect(await refusal(other.verificationChecks.create({ verificationSid: sid, code: run.sandbox.codeFor(to) }))).toEqual([404, 20404]);
    expect((await other.verifications.create({ to, channel: 'sms' })).sid).not.toBe(sid);
  });
});

describe('what Verify refuses', () => {
  it.each([
    ['voice', to],
    ['sna', to],
    ['auto', to],
    ['sms', '4155550123'],
    ['email', to],
  ])('%s to %s', async (channel, number) => {
    expect(await refusal(run.customer.send(channel, number))).toEqual([400, 60200]);
  });

  it('an unknown Service, a wrong token, a check of nothing and a language it does not speak', async () => {
    const unknown = run.customer.client().verify.v2.services(`VA${'0'.repeat(32)}`);
    expect(await refusal(unknown.verifications.create({ to, channel: 'sms' }))).toEqual([404, 20404]);
    const stranger = run.customer
      .client(run.customer.account.accountSid, 'wrong')
      .verify.v2.services(run.customer.account.verifyServiceSids[0]!);
    expect(await refusal(stranger.verifications.create({ to, channel: 'sms' }))).toEqual([401, 20003]);
    expect(await refusal(run.customer.verify().verificationChecks.create({ code: '123456' }))).toEqual([400, 60221]);
    expect(await refusal(run.customer.verify().verifications.create({ to, channel: 'sms', locale: 'xx' }))).toEqual([404, 20404]);
  });

  it.each([
    ['+14155560200', 400, 60200],
    ['+14155560203', 429, 60203],
    ['+14155560205', 403, 60205],
    ['+14155560212', 429, 60212],
    ['+14155560410', 403, 60410],
    ['+14155560605', 403, 60605],
    ['+14155520429', 429, 20429],
    ['+14155520500', 500, 20500],
    ['+14155520599', undefined, 'ECONNRESET'],
  ])('%s, a number with a meaning', async (number, status, code) => {
    expect(await refusal(run.customer.send('sms', number))).toEqual([status, code]);
  });

  it('is looked up before it is used', async () => {
    expect(await run.customer.verify().fetch()).toMatchObject({ codeLength: 6 });
    expect(await run.customer.client().api.v2010.accounts(run.customer.account.accountSid).fetch()).toMatchObject({ status: 'active' });
    expect(await run.customer.client().messaging.v1.services(run.customer.account.messagingServiceSid).fetch()).toMatchObject({
      friendlyName: 'Sandbox',
    });
    expect(run.sandbox.violations).toEqual([]);
  });

  it('tells by signed events what became of its messages', async () => {
    run.sandbox.receiptUrls['verify-events'] = run.receiver.url;
    const { sid } = await run.customer.send();
    while (run.receiver.receipts.length < 2) await settle();
    expect(run.receiver.receipts.map(({ json }) => json)).toMatchObject(
      ['sent', 'delivered'].map((status) => [
        { type: `com.twilio.accountsecurity.verify.message.${status}`, data: { verification_sid: sid, error_code: null } },
      ]),
    );
    for (const { url, headers, body } of run.sandbox.callbacks) {
      expect(twilio.validateRequestWithBody(run.customer.account.authToken, headers['x-twilio-signature'] ?? '', url, body)).toBe(true);
    }
  });

  it('accepts an API key', async () => {
    const keyed = run.customer
      .client(run.customer.account.apiKeySid, run.customer.account.apiKeySecret)
      .verify.v2.services(run.customer.account.verifyServiceSids[0]!);
    expect((await keyed.verifications.create({ to, channel: 'whatsapp' })).status).toBe('pending');
  });
});

/** Lets what is under way go on. */
async function settle(): Promise<void> {
  await run.sandbox.settled();
  await new Promise((resolve) => setImmediate(resolve));
}
