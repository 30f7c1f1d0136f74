import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { callerAt } from '@sixdigit/caller';
import { Clock, SettingsModule } from '@sixdigit/config';
import { readPhone } from '@sixdigit/contract';
import { type PlannedSend, SendPolicy, type VerifiedSubject } from '@sixdigit/delivery';
import { PhoneConfig, VerificationModule, VerificationService } from '@sixdigit/sms';
import { loadSettings } from '../../apps/api/src/config/load-settings.js';

const caller = callerAt('203.0.113.7', 'policy');
const destination = readPhone('+1 415 555 2671', new PhoneConfig());

describe('what a send may cost', () => {
  const asked: PlannedSend[] = [];
  const verified: VerifiedSubject[] = [];
  let app: TestingModule;
  let service: VerificationService;
  const print = process.stdout.write;

  beforeAll(async () => {
    const { settings } = loadSettings({ NODE_ENV: 'test', SECRET_KEY: 'a-root-key-of-the-suite-0123456789', OTP_CHANNELS: 'sms,voice' });
    const policy: SendPolicy = {
      admit: async (send) => void asked.push(send),
      settled: () => undefined,
      verified: (subject) => void verified.push(subject),
    };
    const imports = [SettingsModule.register(settings), VerificationModule];
    app = await Test.createTestingModule({ imports }).overrideProvider(SendPolicy).useValue(policy).compile();
    service = app.get(VerificationService, { strict: false });
    process.stdout.write = (() => true) as typeof print;
  });
  afterAll(async () => {
    process.stdout.write = print;
    await app.close();
  });

  it('is asked before a request, a resend and an escalation, with the destination as it was read once, and told of the code that came back', async () => {
    const sent = await service.request({ destination, purpose: 'sign_in', caller });
    app.get(Clock, { strict: false }).offsetMs += 31_000;
    await service.resend(sent.challengeId, { purposes: ['sign_in'], caller });
    await service.escalate(sent.challengeId.split('.').slice(0, 2).join('.'), { channel: 'sms', country: 'US' });
    const common = { destination, purpose: 'sign_in', provider: 'development' };
    expect(asked).toEqual([
      { ...common, channel: 'sms', occasion: 'request', network: '203.0.113.7' },
      { ...common, channel: 'sms', occasion: 'resend', network: '203.0.113.7' },
      // nobody asked for it: it is the service's own
      { ...common, channel: 'voice', occasion: 'escalation', network: '' },
    ]);
    await service.verify({ challengeId: sent.challengeId, purpose: 'sign_in', code: sent.previewCode!, caller });
    expect(verified).toEqual([{ destination, channel: 'voice', purpose: 'sign_in' }]);
  });
});
