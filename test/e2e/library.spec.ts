import { afterEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { SmsService } from '@sixdigit/sms';
import { Sandbox } from '../../apps/sandbox/src/index.js';
import { MailServer } from '../../libs/delivery/src/providers/smtp/mail-server.fake.js';
import { ParcelDesk, ParcelModule } from '../library/parcel-desk.js';
import { engines } from '../support/service.js';

const mock = { NODE_ENV: 'test', SMS_MOCK_MODE: 'true', DEFAULT_PHONE_REGION: 'US', OTP_DEVELOPMENT_CODE: 'random' };

describe.each(engines)('another Nest application that imports the SMS module alone (%s)', (engine) => {
  let app: INestApplicationContext;
  let redisPrefix = 0;
  const start = async (environment: Record<string, string>): Promise<ParcelDesk> => {
    redisPrefix += 1;
    const redis: Record<string, string> =
      engine === 'real' ? { REDIS_URL: process.env['TEST_REDIS_URL']!, REDIS_KEY_PREFIX: `library-${process.pid}-${redisPrefix}:` } : {};
    app = await NestFactory.createApplicationContext(ParcelModule.with({ ...environment, ...redis }), { logger: false });
    return app.get(ParcelDesk);
  };
  afterEach(() => app?.close());

  it('sends a code, and accepts it once: without a database the store itself ends it', async () => {
    const desk = await start(mock);
    const { providerMessageId, code } = await desk.announce('(415) 555-2671');
    expect(providerMessageId).toMatch(/^SM[0-9a-f]{32}$/);
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.collect('+14155552671', code!)));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('sends a code of its own, and refuses every other', async () => {
    const desk = await start(mock);
    const own = app.get(SmsService).makeCode();
    expect(app.get(SmsService).isCode(own)).toBe(true);
    await desk.announce('4155552672', own);
    expect(await desk.collect('4155552672', own === '000000' ? '000001' : '000000')).toBe(false);
    expect(await desk.collect('4155552672', '12345')).toBe(false);
    expect(await desk.collect('4155552672', own)).toBe(true);
    await expect(desk.announce('4155552673', '12')).rejects.toBeInstanceOf(RangeError);
  });

  it('asks whether a number has had its messages, and until when', async () => {
    const desk = await start({ ...mock, SMS_RATE_LIMIT_PER_PHONE: '1' });
    expect(await desk.mayAnnounce('4155552674')).toEqual({ limited: false, remaining: 1, resetInSeconds: 0 });
    await desk.announce('4155552674');
    const { limited, remaining, resetInSeconds } = await desk.mayAnnounce('4155552674');
    expect({ limited, remaining }).toEqual({ limited: true, remaining: 0 });
    expect(resetInSeconds).toBeGreaterThan(3590);
    expect(resetInSeconds).toBeLessThanOrEqual(3600);
    await expect(desk.announce('4155552674')).rejects.toMatchObject({ code: expect.stringMatching(/otp_cooldown|rate_limited/) });
  });

  it('gets one named error for what Twilio refuses', async () => {
    const sandbox = await Sandbox.start();
    try {
      const desk = await start({ NODE_ENV: 'test', ...sandbox.environmentOf('twilio') });
      // invalid, unverified on a trial account, not mobile, down
      const cases = [
        ['+14155552681', { kind: 'error', status: 400, code: 21211 }, 'phone_invalid'],
        ['+14155552682', { kind: 'error', status: 400, code: 21608 }, 'send_failed'],
        ['+14155552683', { kind: 'error', status: 400, code: 21614 }, 'phone_unreachable'],
        ['+14155552684', { kind: 'reset' }, 'send_failed'],
      ] as const;
      for (const [phone, fault, code] of cases) {
        sandbox.faults.add({ ...fault, times: 1 });
        await expect(desk.announce(phone)).rejects.toMatchObject({ code });
      }
    } finally {
      await sandbox.stop();
    }
  });

  it('sends by e-mail too', async () => {
    const mail = await MailServer.start();
    try {
      await start({ NODE_ENV: 'test', SMTP_URL: mail.url, SMTP_FROM: 'desk@example.com', OTP_CHANNELS: 'sms,email' });
      const sms = app.get(SmsService);
      await sms.send('Somebody@Example.com', { channel: 'email' });
      const code = /\b\d{6}\b/.exec(mail.mails[0]!.text.split('\r\n\r\n')[1]!)![0];
      expect(mail.mails[0]!.to).toBe('somebody@example.com');
      expect(await sms.check('somebody@example.com', code)).toMatchObject({ outcome: 'approved', channel: 'email' });
    } finally {
      await mail.stop();
    }
  });

  it('does not start misconfigured, and names every wrong variable without its value', async () => {
    await expect(start({ NODE_ENV: 'production', SMS_PROVIDER: 'twilio', OTP_LENGTH: '99' })).rejects.toThrow(
      /OTP_LENGTH[\s\S]*TWILIO_ACCOUNT_SID[\s\S]*TWILIO_MESSAGING_SERVICE_SID/,
    );
  });
});
