import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Caller, Clock, Problem } from '@sixdigit/contract';
import { Keyring } from '@sixdigit/keys';
import { loadSettings } from '../../apps/api/src/config/load-settings.js';
import { CarrierDelivery } from '../../libs/sms/src/carrier-delivery.js';
import { MemoryChallengeStore } from '../../libs/sms/src/challenges/memory-challenge.store.js';
import { challengeRules } from '../../libs/sms/src/challenges/rules.js';
import { ChallengeSecrets } from '../../libs/sms/src/codes/challenge-secrets.js';
import { HostedDelivery } from '../../libs/sms/src/hosted-delivery.js';
import { SmsConfig } from '../../libs/sms/src/sms.config.js';
import { NoSmsEvents } from '../../libs/sms/src/sms-events.js';
import { registrations } from '../../libs/sms/src/strategies/registry.js';
import { TwilioVerifyFake } from '../../libs/sms/src/strategies/twilio-verify/twilio-verify.fake.js';
import { VerificationService } from '../../libs/sms/src/verification.service.js';
import { phoneNumber } from '../support/service.js';

/** What a vendor's strategy runs on in this suite: its settings, how to read a code, how to make it fail. */
interface Bench {
  readonly environment: Record<string, string>;
  codeFor(to: string, previewCode: string | undefined): string;
  /** A number whose message is refused for certain. */
  refuse(): string;
  recover(): void;
  stop(): Promise<void>;
}

const benches: Record<string, () => Promise<Bench>> = {
  development: async () => ({
    environment: { SMS_PROVIDER: 'development', OTP_DEVELOPMENT_CODE: 'random' },
    codeFor: (_, previewCode) => previewCode ?? '',
    refuse: () => '+14155550103',
    recover: () => undefined,
    stop: async () => undefined,
  }),
  'twilio-verify': async () => {
    const fake = await TwilioVerifyFake.start();
    return {
      environment: fake.environment,
      codeFor: (to) => fake.codeFor(to),
      refuse: () => {
        fake.fault = { kind: 'error', status: 400, code: 60223 };
        return phoneNumber(999);
      },
      recover: () => {
        fake.fault = undefined;
      },
      stop: () => fake.stop(),
    };
  },
};

const caller: Caller = { ip: '203.0.113.7', network: '203.0.113.7', requestId: 'conformance' };

describe('every registered vendor', () => {
  it('has a bench in this suite', () => {
    expect(Object.keys(benches).sort()).toEqual(registrations.map((registration) => registration.name).sort());
  });
});

describe.each(registrations.map((registration) => [registration.name, registration] as const))(
  'behind %s, verification',
  (name, registration) => {
    const clock = new Clock();
    let bench: Bench;
    let service: VerificationService;
    let next = 800;
    const print = process.stdout.write;

    beforeAll(async () => {
      bench = await benches[name]!();
      const { settings } = loadSettings({ NODE_ENV: 'test', SECRET_KEY: 'a-root-key-of-the-suite-0123456789', ...bench.environment });
      const config = settings.get(SmsConfig);
      const challenges = new MemoryChallengeStore(clock, challengeRules(config));
      const secrets = new ChallengeSecrets(new Keyring(['a-root-key-of-the-suite-0123456789']), config.codeLength);
      const strategy = await registration.create(settings);
      const delivery =
        strategy.kind === 'hosted'
          ? new HostedDelivery(challenges, secrets, strategy.hosted, false)
          : new CarrierDelivery(challenges, secrets, strategy.carrier, {
              product: 'Example',
              fixedCode: strategy.fixedCode,
              consume: false,
            });
      service = new VerificationService(challenges, secrets, delivery, registration, new NoSmsEvents());
      process.stdout.write = (() => true) as typeof print;
    });
    afterAll(async () => {
      process.stdout.write = print;
      await bench.stop();
    });

    const request = (to: string) => service.request({ to, purpose: 'sign_in', caller });
    const verify = (to: string, code: string, from = caller) => service.verify({ to, purpose: 'sign_in', code, caller: from });

    it('approves the code that was delivered, for its number', async () => {
      const to = phoneNumber(next++);
      const sent = await request(to);
      expect(await verify(to, bench.codeFor(to, sent.previewCode))).toMatchObject({
        outcome: 'approved',
        to,
        challengeId: sent.challengeId,
      });
    });

    it('refuses a wrong code as a value, and counts it', async () => {
      const to = phoneNumber(next++);
      const sent = await request(to);
      const wrong = bench.codeFor(to, sent.previewCode) === '000000' ? '000001' : '000000';
      expect(await verify(to, wrong)).toEqual({ outcome: 'refused', reason: 'wrong', attemptsLeft: 4 });
    });

    it('refuses everything once the tries are spent, the right code too', async () => {
      const to = phoneNumber(next++);
      const sent = await request(to);
      const right = bench.codeFor(to, sent.previewCode);
      const wrong = right === '000000' ? '000001' : '000000';
      await Promise.all(Array.from({ length: 20 }, () => verify(to, wrong)));
      expect(await verify(to, right)).toMatchObject({ outcome: 'refused', reason: 'attempts_spent' });
    });

    it('refuses a code after its life, and one that nobody asked for', async () => {
      const to = phoneNumber(next++);
      const sent = await request(to);
      const code = bench.codeFor(to, sent.previewCode);
      clock.offsetMs += 601_000;
      expect(await verify(to, code)).toMatchObject({ outcome: 'refused', reason: 'expired' });
      expect(await verify(phoneNumber(next++), code)).toMatchObject({ outcome: 'refused', reason: 'expired' });
    });

    it('sends one message for fifty requests at once', async () => {
      const to = phoneNumber(next++);
      const answers = await Promise.allSettled(Array.from({ length: 50 }, () => request(to)));
      expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    });

    it('throws a named problem for a refused send, holding neither number nor code, and keeps no challenge', async () => {
      const to = bench.refuse();
      const error = await request(to).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      bench.recover();
      expect(error).toBeInstanceOf(Problem);
      expect(error).toMatchObject({ code: 'send_failed', cause: { name: 'VendorFault', vendor: name } });
      expect(inspect(error, { depth: 9 })).not.toContain(to.slice(1));
      expect(await verify(to, '123456')).toMatchObject({ outcome: 'refused', reason: 'expired' });
    });
  },
);
