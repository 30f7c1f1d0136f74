import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { callerAt } from '@sixdigit/caller';
import { Clock, SettingsModule } from '@sixdigit/config';
import { emailDestination, Problem, readPhone } from '@sixdigit/contract';
import { PhoneConfig, VerificationModule, VerificationService } from '@sixdigit/sms';
import { loadSettings } from '../../apps/api/src/config/load-settings.js';
import { definitionOf, definitions } from '../../libs/delivery/src/providers/registry.js';
import { type Carrier, carriers, localOf } from '../support/carriers.js';

const caller = callerAt('203.0.113.7', 'conformance');
const destinationOf = (to: string) => (to.includes('@') ? emailDestination(to) : readPhone(to, new PhoneConfig()));

@Module({})
class SuiteModule {}

describe('every registered provider', () => {
  it('can be tried on this machine', () => {
    expect(Object.keys(carriers).sort()).toEqual(definitions.map((definition) => definition.name).sort());
  });
});

describe.each(Object.entries(carriers))('behind %s, verification', (name, start) => {
  let app: INestApplicationContext;
  let clock: Clock;
  let carrier: Carrier;
  let service: VerificationService;
  let next = 800;
  const print = process.stdout.write;

  beforeAll(async () => {
    carrier = await start();
    const { settings } = loadSettings({ NODE_ENV: 'test', SECRET_KEY: 'a-root-key-of-the-suite-0123456789', ...carrier.environment });
    const imports = [SettingsModule.register(settings), VerificationModule];
    app = await NestFactory.createApplicationContext({ module: SuiteModule, imports }, { logger: false });
    clock = app.get(Clock);
    service = app.get(VerificationService);
    process.stdout.write = (() => true) as typeof print;
  });
  afterAll(async () => {
    process.stdout.write = print;
    await app.close();
    await carrier.stop();
  });

  const request = (to: string) => service.request({ destination: destinationOf(to), purpose: 'sign_in', channel: carrier.channel, caller });
  const verify = (to: string, code: string, from = caller) =>
    service.verify({ destination: destinationOf(to), purpose: 'sign_in', code, caller: from });

  it('approves the code that was delivered, for its number', async () => {
    const to = carrier.destination(next++);
    const sent = await request(to);
    expect(await verify(to, carrier.codeFor(to, sent.previewCode))).toMatchObject({
      outcome: 'approved',
      destination: { to },
      claimId: sent.challengeId.split('.').slice(0, 2).join('.'),
    });
  });

  it('refuses a wrong code as a value, and counts it', async () => {
    const to = carrier.destination(next++);
    const sent = await request(to);
    const wrong = carrier.codeFor(to, sent.previewCode) === '000000' ? '000001' : '000000';
    expect(await verify(to, wrong)).toEqual({ outcome: 'refused', reason: 'wrong', attemptsLeft: 4 });
  });

  it('refuses everything once the attempts are spent, the right code too', async () => {
    const to = carrier.destination(next++);
    const sent = await request(to);
    const right = carrier.codeFor(to, sent.previewCode);
    const wrong = right === '000000' ? '000001' : '000000';
    await Promise.all(Array.from({ length: 20 }, () => verify(to, wrong)));
    expect(await verify(to, right)).toMatchObject({ outcome: 'refused', reason: 'attempts_spent' });
  });

  it('refuses a code after its life, and one that nobody asked for', async () => {
    const to = carrier.destination(next++);
    const sent = await request(to);
    const code = carrier.codeFor(to, sent.previewCode);
    clock.offsetMs += 601_000;
    carrier.advance(601_000);
    expect(await verify(to, code)).toMatchObject({ outcome: 'refused', reason: 'expired' });
    expect(await verify(carrier.destination(next++), code)).toMatchObject({ outcome: 'refused', reason: 'expired' });
  });

  it('sends one message for fifty requests at once', async () => {
    const to = carrier.destination(next++);
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => request(to)));
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
  });

  it('throws a named problem for a refused send, holding neither number nor code, and keeps no challenge', async () => {
    const to = carrier.refuse();
    const error = await request(to).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    carrier.recover();
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({
      code: expect.stringMatching(/^(send_failed|phone_unreachable)$/),
      cause: { name: 'ProviderFault', provider: name },
    });
    expect(inspect(error, { depth: 9 })).not.toContain(to.slice(1));
    expect(await verify(to, '123456')).toMatchObject({ outcome: 'refused', reason: 'expired' });
  });

  const canBeCut = localOf(name)!.mishaps.some(({ kind }) => kind === 'reset');
  if (canBeCut)
    it('does not know what became of a send after a cut connection: it keeps what may have arrived', async () => {
      const to = carrier.destination(next++);
      carrier.meet?.({ kind: 'reset' });
      await expect(request(to)).rejects.toMatchObject({ code: 'send_failed' });
      carrier.recover();
      const again = await request(to).then(
        () => 'sent',
        (error: Problem) => error.code,
      );
      expect(again).toBe(definitionOf(name)?.hosted ? 'sent' : 'otp_cooldown');
    });
});
