import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { carrierFrom, sampleMessage as message, thrownBy } from '../../provider-kit/created-provider.fake.js';
import { Gateway } from './gateway.fake.js';
import { webhook } from './webhook.js';

const { to } = message;

describe('a team’s own gateway', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await Gateway.start();
  });
  afterEach(() => {
    gateway.fault = undefined;
  });
  afterAll(() => gateway.stop());
  const environment = (secrets = gateway.secret) => ({
    SMS_WEBHOOK_URL: gateway.url,
    SMS_WEBHOOK_SECRET: secrets,
    SMS_WEBHOOK_TIMEOUT_MS: '300',
  });

  it('is posted the whole message, signed so that its own library believes it', async () => {
    await (await carrierFrom(webhook, { ...environment(), DLT_ENTITY_ID: '1101234567890123456' })).carry(message);
    expect(gateway.messages.at(-1)).toMatchObject({
      to,
      channel: 'sms',
      text: message.text,
      code: '123456',
      purpose: 'sign_in',
      locale: 'en',
      expires_in: 300,
      dlt: { entity_id: '1101234567890123456' },
    });
  });

  it('gets India’s ids with an SMS: those of the registered text that it is, else the usual ones', async () => {
    const DLT_ENTITY_ID = '1101234567890123456';
    const carrier = await carrierFrom(webhook, { ...environment(), DLT_ENTITY_ID, DLT_TEMPLATE_ID: '1107000000000000001' });
    await carrier.carry(message);
    expect(gateway.messages.at(-1)).toMatchObject({ dlt: { entity_id: DLT_ENTITY_ID, template_id: '1107000000000000001' } });
    await carrier.carry({ ...message, registeredId: '1107000000000000002' });
    expect(gateway.messages.at(-1)).toMatchObject({ dlt: { entity_id: DLT_ENTITY_ID, template_id: '1107000000000000002' } });
    await carrier.carry({ ...message, channel: 'whatsapp' });
    expect(gateway.messages.at(-1)).not.toHaveProperty('dlt');
  });

  it('believes the old secret and the new while one replaces the other, and no other', async () => {
    const other = `whsec_${Buffer.from('another-secret-0123456789-abcdef').toString('base64')}`;
    expect(await (await carrierFrom(webhook, environment(`${other},${gateway.secret}`))).carry(message)).toMatchObject({
      outcome: 'accepted',
    });
    const headers = gateway.headers.at(-1)!;
    expect(() => new Webhook(other).verify(gateway.bodies.at(-1)!, headers)).not.toThrow();
    expect(() =>
      new Webhook(`whsec_${Buffer.from('nobody-knows-this-one-0123456789').toString('base64')}`).verify(gateway.bodies.at(-1)!, headers),
    ).toThrow();
  });

  it.each([
    [503, 'unavailable'],
    [429, 'throttled'],
    [404, 'misconfigured'],
  ] as const)('that answers %i has sent nothing (%s)', async (status, kind) => {
    gateway.fault = status;
    expect(await thrownBy((await carrierFrom(webhook, environment())).carry(message))).toMatchObject({
      code: 'send_failed',
      cause: { kind },
    });
  });

  it.each([500, 302, 'hang', 'reset'] as const)('that answers %s may have sent it', async (fault) => {
    gateway.fault = fault;
    expect(await (await carrierFrom(webhook, environment())).carry(message)).toMatchObject({ outcome: 'unknown' });
  });
});
