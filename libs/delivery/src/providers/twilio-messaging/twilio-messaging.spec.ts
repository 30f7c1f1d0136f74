import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../../../../../apps/sandbox/src/index.js';
import { twilio as fake } from '../../../../../apps/sandbox/src/twilio/twilio-fake.js';
import { carrierFrom, sampleMessage as message } from '../../provider-kit/created-provider.fake.js';
import { twilioMessaging } from './twilio-messaging.js';

const { to } = message;

describe('Twilio Messaging', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await Sandbox.start();
  });
  afterEach(() => {
    sandbox.faults.clear();
    sandbox.advance(600_000);
  });
  afterAll(() => sandbox.stop());
  const lastForm = () => Object.fromEntries(sandbox.requests.at(-1)!.form);
  const account = () => sandbox.accountOf(fake);
  it('is given a message that ends with the code’s life, by the Messaging Service rather than a number', async () => {
    await (await carrierFrom(twilioMessaging, sandbox.environmentOf('twilio'))).carry(message);
    expect(lastForm()).toMatchObject({
      To: to,
      MessagingServiceSid: account().messagingServiceSid,
      ValidityPeriod: '300',
      ProvideFeedback: 'true',
    });
    expect(lastForm()).not.toHaveProperty('From');
  });

  it('is given a number where there is no Messaging Service', async () => {
    await (await carrierFrom(twilioMessaging, { ...sandbox.environmentOf('twilio'), TWILIO_MESSAGING_SERVICE_SID: '' })).carry(message);
    expect(lastForm()).toMatchObject({ From: '+15005550006' });
  });

  it('sends WhatsApp by the approved template, with the code alone', async () => {
    await (await carrierFrom(twilioMessaging, sandbox.environmentOf('twilio'))).carry({ ...message, channel: 'whatsapp' });
    expect(lastForm()).toMatchObject({ To: `whatsapp:${to}`, From: 'whatsapp:+15005550006', ContentVariables: '{"1":"123456"}' });
    expect(lastForm()).not.toHaveProperty('Body');
  });

  it('speaks, whatever stands in the text', async () => {
    await (await carrierFrom(twilioMessaging, sandbox.environmentOf('twilio'))).carry({
      ...message,
      channel: 'voice',
      text: 'Tom & <Jerry>: 1, 2',
      locale: 'de',
    });
    expect(lastForm()['Twiml']).toBe('<Response><Pause length="1"/><Say language="de-DE">Tom &amp; &lt;Jerry&gt;: 1, 2</Say></Response>');
  });

  it('gets feedback on the message that led to a right code, and none where that is switched off', async () => {
    const carrier = await carrierFrom(twilioMessaging, sandbox.environmentOf('twilio'));
    const receipt = await carrier.carry(message);
    if (receipt.outcome !== 'accepted') throw new Error('is uncertain');
    await carrier.confirm(receipt.id);
    expect(sandbox.requests.at(-1)).toMatchObject({ path: expect.stringContaining(`${receipt.id}/Feedback.json`) });
    const silent = await carrierFrom(twilioMessaging, { ...sandbox.environmentOf('twilio'), TWILIO_FEEDBACK: 'false' });
    const before = sandbox.requests.length;
    await silent.confirm(receipt.id);
    expect(sandbox.requests.length).toBe(before);
  });

  it('takes an API key as well as the auth token', async () => {
    const { apiKeySid: TWILIO_API_KEY, apiKeySecret: TWILIO_API_KEY_SECRET } = account();
    const carrier = await carrierFrom(twilioMessaging, {
      ...sandbox.environmentOf('twilio'),
      TWILIO_AUTH_TOKEN: '',
      TWILIO_API_KEY,
      TWILIO_API_KEY_SECRET,
    });
    expect(await carrier.carry(message)).toMatchObject({ outcome: 'accepted' });
    const basic = Buffer.from(`${TWILIO_API_KEY}:${TWILIO_API_KEY_SECRET}`).toString('base64');
    expect(sandbox.requests.at(-1)!.headers['authorization']).toBe(`Basic ${basic}`);
  });

  it('asks for nothing that its published interface does not have', () => {
    expect(sandbox.violations).toEqual([]);
  });
});
