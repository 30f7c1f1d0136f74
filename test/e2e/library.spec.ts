import { afterEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import { Clock, ConfigurationError, Settings } from '@sixdigit/config';
import { KeysConfig } from '@sixdigit/keys';
import { RedisConnection } from '@sixdigit/redis';
import {
  InvalidNumber,
  Problem,
  ProviderDown,
  ProviderTimedOut,
  SendLimited,
  SmsService,
  UnverifiedTrialNumber,
  VerificationService,
} from '@sixdigit/sms';
import { Sandbox } from '../../apps/sandbox/src/index.js';
import { MailServer } from '../../libs/delivery/src/providers/smtp/mail-server.fake.js';
import { ConfiguredParcelModule, ParcelDesk, ParcelModule } from '../library/parcel-desk.js';
import { engines } from '../support/service.js';

const mock = { NODE_ENV: 'test', SMS_MOCK_MODE: 'true', DEFAULT_PHONE_REGION: 'US', OTP_DEVELOPMENT_CODE: 'random' };

describe.each(engines)('another Nest application that imports the SMS module alone (%s)', (engine) => {
  let app: INestApplicationContext;
  let redisPrefix = 0;
  const start = async (environment: Record<string, string>, root: typeof ParcelModule = ParcelModule): Promise<ParcelDesk> => {
    redisPrefix += 1;
    const redis: Record<string, string> =
      engine === 'real' ? { REDIS_URL: process.env['TEST_REDIS_URL']!, REDIS_KEY_PREFIX: `library-${process.pid}-${redisPrefix}:` } : {};
    app = await NestFactory.createApplicationContext(root.with({ ...environment, ...redis }), { logger: false, abortOnError: false });
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
    await desk.announce('4155552672', { code: own });
    expect(await desk.collect('4155552672', own === '000000' ? '000001' : '000000')).toBe(false);
    expect(await desk.collect('4155552672', '12345')).toBe(false);
    expect(await desk.collect('4155552672', own)).toBe(true);
    await expect(desk.announce('4155552673', { code: '12' })).rejects.toBeInstanceOf(RangeError);
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

  it('gets one named error for each thing that it may want to tell apart', async () => {
    const sandbox = await Sandbox.start();
    try {
      const desk = await start({ NODE_ENV: 'test', ...sandbox.environments['twilio'], TWILIO_TIMEOUT_MS: '300' });
      const cases = [
        ['+14155552681', { kind: 'error', status: 400, code: 21211 }, InvalidNumber, 'phone_invalid'],
        ['+14155552682', { kind: 'error', status: 400, code: 21608 }, UnverifiedTrialNumber, 'send_failed'],
        ['+14155552684', { kind: 'error', status: 503, code: 20503 }, ProviderDown, 'send_failed'],
        ['+14155552685', { kind: 'reset' }, ProviderDown, 'send_failed'],
        ['+14155552686', { kind: 'hang' }, ProviderTimedOut, 'send_failed'],
      ] as const;
      for (const [phone, fault, named, code] of cases) {
        sandbox.faults.add({ ...fault, times: 1 });
        const error = await desk.announce(phone).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(named);
        expect(error).toBeInstanceOf(Problem);
        expect(error).toMatchObject({ name: named.name, code, cause: { cause: { name: 'ProviderFault' } } });
      }
      // what has no name of its own is the problem that the service would answer
      sandbox.faults.add({ kind: 'error', status: 400, code: 21614, times: 1 });
      await expect(desk.announce('+14155552683')).rejects.toMatchObject({ name: 'Problem', code: 'phone_unreachable' });
      await expect(desk.announce('12')).rejects.toBeInstanceOf(InvalidNumber);
    } finally {
      await sandbox.stop();
    }
  });

  it('is told to the second when the next message is allowed', async () => {
    const desk = await start({ ...mock, SMS_RATE_LIMIT_PER_PHONE: '1' });
    await desk.announce('4155552675');
    const tooSoon = await desk.announce('4155552675').catch((thrown: unknown) => thrown);
    app.get(Clock).offsetMs += 100_000;
    const limited = await desk.announce('4155552675').catch((thrown: unknown) => thrown);
    for (const error of [tooSoon, limited]) expect(error).toBeInstanceOf(SendLimited);
    const { resetInSeconds, status, extras } = limited as SendLimited;
    expect({ status, retry_after: extras.retry_after }).toEqual({ status: 429, retry_after: resetInSeconds });
    expect(resetInSeconds).toBeGreaterThan(3490);
    expect(resetInSeconds).toBeLessThanOrEqual(3500);
    app.get(Clock).offsetMs += resetInSeconds * 1000;
    await expect(desk.announce('4155552675')).resolves.toBeDefined();
  });

  it('gives one line half of a number’s messages, where the application says who asks (R39)', async () => {
    const desk = await start({ ...mock, SMS_RATE_LIMIT_PER_PHONE: '4' });
    const phone = '4155552676';
    for (const ip of ['203.0.113.7', '203.0.113.7']) {
      await desk.announce(phone, { ip });
      app.get(Clock).offsetMs += 60_000;
    }
    await expect(desk.announce(phone, { ip: '203.0.113.7' })).rejects.toBeInstanceOf(SendLimited);
    const { code } = await desk.announce(phone, { ip: '198.51.100.9' });
    expect(await desk.collect(phone, code!, { ip: '198.51.100.9' })).toBe(true);
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

  it('sends to exactly the address that it is given, and to nothing that is more than one', async () => {
    const mail = await MailServer.start();
    try {
      await start({ NODE_ENV: 'test', SMTP_URL: mail.url, SMTP_FROM: 'desk@example.com', OTP_CHANNELS: 'sms,email' });
      for (const to of [
        'victim@example.com,attacker@evil.example',
        'g:victim@example.com,attacker@evil.example;',
        '"victim@example.com" <attacker@evil.example>',
        'victim@example.com\r\nBcc: attacker@evil.example',
      ])
        await expect(app.get(SmsService).send(to, { channel: 'email' })).rejects.toMatchObject({ code: 'request_invalid' });
      expect(mail.mails).toEqual([]);
      // one address has one window, however it is written
      await app.get(SmsService).send('post@münchen.example', { channel: 'email' });
      await expect(app.get(SmsService).send('Post@XN--MNCHEN-3YA.example', { channel: 'email' })).rejects.toBeInstanceOf(SendLimited);
    } finally {
      await mail.stop();
    }
  });

  it('keeps its settings to itself, beside a host application that reads its own', async () => {
    const desk = await start({ ...mock, SECRET_KEY: 'a-root-key-of-the-suite-0123456789' }, ConfiguredParcelModule);
    await desk.announce('4155552677');
    await expect(desk.announce('4155552677')).rejects.toBeInstanceOf(SendLimited);
    expect((await desk.mayAnnounce('4155552677')).remaining).toBe(0);
    const config = app.get(ConfigService);
    expect(config.get('DESK_NAME')).toBe('North');
    for (const name of ['SECRET_KEY', 'KeysConfig']) expect(config.get(name)).toBeUndefined();
    // what the application's own module is given
    for (const hidden of [Settings, KeysConfig, RedisConnection, VerificationService])
      expect(() => app.get(hidden, { strict: true })).toThrow(/could not find|does not exist/);
  });

  it('does not start misconfigured, and names every wrong variable without its value', async () => {
    const environment = { NODE_ENV: 'production', SECRET_KEY: 'hunter2', SMS_PROVIDER: 'twilio', OTP_LENGTH: '99' };
    const error = await start(environment).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigurationError);
    const { message } = error as ConfigurationError;
    for (const name of ['OTP_LENGTH', 'SECRET_KEY', 'TWILIO_ACCOUNT_SID', 'TWILIO_MESSAGING_SERVICE_SID']) expect(message).toContain(name);
    expect(message).not.toMatch(/hunter2|99/);
  });
});
