import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MessageLog } from '@sixdigit/message-log';
import { Sandbox } from '../../apps/sandbox/src/index.js';
import { EscalationService } from '../../libs/message-log/src/escalation.service.js';
import { reachable } from '../support/reachable.js';
import { phoneNumber, Service } from '../support/service.js';
import { until } from '../support/until.js';

const request = '/api/v1/auth/otp/request';
const resend = '/api/v1/auth/otp/resend';
const verify = '/api/v1/auth/otp/verify';

describe('channels', () => {
  let sandbox: Sandbox;
  let service: Service;
  let next = 1300;
  const start = async (environment: Record<string, string>) => {
    service = await Service.start('embedded', { ...sandbox.environmentOf('twilio'), ...(await reachable()), ...environment });
  };
  const messagesTo = (phone: string) =>
    sandbox.inbox
      .list()
      .filter((message) => message.to === phone)
      .toReversed();
  beforeAll(async () => {
    sandbox = await Sandbox.start();
  });
  afterEach(async () => {
    await sandbox.settled();
    await service.stop();
  });
  afterAll(() => sandbox.stop());

  it('refuses a channel that is not offered, and names it', async () => {
    await start({});
    const { body } = await service.post(request, { phone: phoneNumber(next++), channel: 'voice' });
    expect(body).toMatchObject({ code: 'not_available', fields: { channel: expect.stringContaining('voice') } });
  });

  it('names the other channels in the reply, each with the seconds until it may be used', async () => {
    await start({ OTP_CHANNELS: 'sms,whatsapp,voice' });
    const { body } = await service.post(request, { phone: phoneNumber(next++) });
    expect(body).toMatchObject({
      channel: 'sms',
      channels: [
        { channel: 'whatsapp', available_in: 30 },
        { channel: 'voice', available_in: 30 },
      ],
    });
  });

  it('sends the same code by SMS, then by WhatsApp, then by a call that speaks it', async () => {
    await start({ OTP_CHANNELS: 'sms,whatsapp,voice' });
    const phone = phoneNumber(next++);
    const { body } = await service.post(request, { phone });
    service.advance(31);
    expect((await service.post(resend, { challenge_id: body.challenge_id, channel: 'whatsapp' })).body).toMatchObject({
      channel: 'whatsapp',
    });
    service.advance(41);
    expect((await service.post(resend, { challenge_id: body.challenge_id, channel: 'voice' })).body).toMatchObject({ channel: 'voice' });
    await sandbox.settled();
    const sent = messagesTo(phone);
    expect(sent.map((message) => message.channel)).toEqual(['sms', 'whatsapp', 'voice']);
    expect(new Set(sent.map((message) => message.code)).size).toBe(1);
    expect((await service.post(verify, { phone, otp: sent[0]!.code })).status).toBe(200);
    expect(sandbox.violations).toEqual([]);
  });

  it('sends by the next channel, where the settings want it, when a message is reported undelivered', async () => {
    await start({ OTP_CHANNELS: 'sms,voice', OTP_ESCALATION: 'send' });
    // the sandbox's numbers that end in an error number of Twilio: 30003, the handset is away
    const phone = '+14155530003';
    const { body } = await service.post(request, { phone });
    expect(body.status).toBe('ok');
    await until(
      async () => {
        await sandbox.settled();
        return messagesTo(phone).map((message) => message.channel);
      },
      (channels) => channels.length === 2,
    );
    expect(messagesTo(phone).map((message) => message.channel)).toEqual(['sms', 'voice']);
    expect(messagesTo(phone)[1]!.code).toBe(messagesTo(phone)[0]!.code);
  });

  it('passes over a channel that no provider of the country serves', async () => {
    await start({ OTP_CHANNELS: 'sms,whatsapp,voice', OTP_ESCALATION: 'send', TWILIO_WHATSAPP_CONTENT_SID: '' });
    const phone = '+14155730003';
    await service.post(request, { phone });
    await until(
      async () => {
        await sandbox.settled();
        return messagesTo(phone).map((message) => message.channel);
      },
      (channels) => channels.length === 2,
    );
    expect(messagesTo(phone).map((message) => message.channel)).toEqual(['sms', 'voice']);
  });

  it('sends by the next channel once when no delivery is reported in time', async () => {
    const silent = await Sandbox.start({ statusDelayMs: 3_600_000 });
    service = await Service.start('embedded', {
      ...silent.environments.twilio,
      ...(await reachable()),
      OTP_CHANNELS: 'sms,voice',
      OTP_ESCALATION: 'send',
      OTP_ESCALATION_SECONDS: '45',
    });
    // a provider that never reports anything is not waited for
    await service.post(request, { phone: phoneNumber(next++) });
    for (let step = 0; step < 5; step += 1) {
      silent.advance(3_600_000);
      await silent.settled();
    }
    const phone = phoneNumber(next++);
    await service.post(request, { phone });
    const channels = () =>
      silent.inbox
        .list()
        .filter((message) => message.to === phone)
        .map((message) => message.channel);
    const look = async () => {
      await service.app.get(MessageLog, { strict: false }).flush();
      await service.app.get(EscalationService).sweepOverdue();
    };
    await look();
    expect(channels()).toEqual(['sms']);
    service.advance(46);
    await look();
    await look();
    expect(channels()).toEqual(['voice', 'sms']);
    await silent.stop();
  });

  it('only offers the next channel by default when a message is reported undelivered', async () => {
    await start({ OTP_CHANNELS: 'sms,voice' });
    const phone = '+14155630003';
    await service.post(request, { phone });
    await until(
      async () => {
        await sandbox.settled();
        return messagesTo(phone)[0]!.status;
      },
      (status) => status === 'undelivered',
    );
    expect(messagesTo(phone)).toHaveLength(1);
  });

  it('writes a message in the language of the request, or of the browser', async () => {
    await start({});
    const [asked, browsed] = [phoneNumber(next++), phoneNumber(next++)];
    await service.post(request, { phone: asked, locale: 'de' });
    await service.post(request, { phone: browsed }, { 'accept-language': 'fr-CH, en;q=0.5' });
    expect(messagesTo(asked)[0]!.text).toContain('ist Ihr');
    expect(messagesTo(browsed)[0]!.text).toContain('est votre code');
  });

  it('gives a web page its line and an Android app its hash, from the lists of the settings only', async () => {
    await start({ OTP_WEB_ORIGINS: 'https://app.example.com', OTP_ANDROID_APPS: 'com.example.app=FA+9qCX9VSu' });
    const [web, android, stranger] = [phoneNumber(next++), phoneNumber(next++), phoneNumber(next++)];
    await service.post(request, { phone: web, client: { platform: 'web', id: 'https://app.example.com' } });
    await service.post(request, { phone: android, client: { platform: 'android', id: 'com.example.app' } });
    await service.post(request, { phone: stranger, client: { platform: 'android', id: 'com.evil.app' } });
    expect(messagesTo(web)[0]!.text).toMatch(/\n\n@app\.example\.com #\d{6}$/);
    expect(messagesTo(android)[0]!.text).toMatch(/\nFA\+9qCX9VSu$/);
    expect(messagesTo(stranger)[0]!.text).not.toContain('FA+');
  });
});
