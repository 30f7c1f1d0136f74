import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../../apps/sandbox/src/index.js';
import { EscalationService } from '../../libs/message-log/src/index.js';
import { engines, from, phoneNumber, Service } from '../support/service.js';
import { until } from '../support/until.js';

const owner = '203.0.113.1';
const strangers = ['198.51.100.1', '192.0.2.1'];
const wrongFor = (code: string) => (code === '000000' ? '000001' : '000000');

/** What a phone's owner and a stranger can do to one number, over HTTP. */
class Line {
  constructor(
    private readonly service: Service,
    readonly phone: string,
  ) {}

  ask(ip: string, more: object = {}) {
    return this.service.post('/api/v1/auth/otp/request', { phone: this.phone, ...more }, from(ip));
  }

  bring(ip: string, otp: string, challenge_id?: string) {
    return this.service.post('/api/v1/auth/otp/verify', challenge_id ? { challenge_id, otp } : { phone: this.phone, otp }, from(ip));
  }
}

describe.each(engines)('an owner of a number, with a carrier, on the %s engine', (engine) => {
  let service: Service;
  let next = 1500;
  const line = () => new Line(service, phoneNumber(next++));
  beforeAll(async () => {
    service = await Service.start(engine, { OTP_DEVELOPMENT_CODE: 'random' });
  });
  afterAll(() => service.stop());

  it('gets a code while one IPv6 line asks from one /64 after the other', async () => {
    const it = line();
    const answers = [];
    for (let index = 1; index <= 6; index += 1) answers.push((await it.ask(`2001:db8:77:${index}::1`)).status);
    expect(answers).toEqual([200, 200, 200, 429, 429, 429]);
    expect((await it.ask(owner)).status).toBe(200);
  });

  it('is not harmed by a neighbour behind the same address, who learns neither their id nor their attempts', async () => {
    const it = line();
    const mine = (await it.ask(owner)).body;
    await it.bring(owner, wrongFor(mine.preview_code), mine.challenge_id);
    service.advance(31);
    const theirs = (await it.ask(owner)).body;
    expect(theirs).toMatchObject({ attempts_left: 5 });
    expect(theirs.challenge_id).not.toBe(mine.challenge_id);
    for (let guess = 0; guess < 6; guess += 1) await it.bring(strangers[0]!, wrongFor(mine.preview_code), theirs.challenge_id);
    expect((await it.bring(owner, wrongFor(mine.preview_code), mine.challenge_id)).body).toMatchObject({ attempts_left: 3 });
    expect((await it.bring(owner, mine.preview_code, mine.challenge_id)).status).toBe(200);
    expect((await it.bring(owner, mine.preview_code, theirs.challenge_id)).status).toBe(400);
  });

  it('signs in by phone after a move to another network, though a stranger has asked since', async () => {
    const it = line();
    const mine = (await it.ask(owner)).body;
    await it.ask(strangers[0]!);
    expect((await it.bring('203.0.113.200', mine.preview_code)).status).toBe(200);
  });

  it('has a code resent for signing in, and by no id of another kind', async () => {
    const it = line();
    const { challenge_id } = (await it.ask(owner)).body;
    service.advance(31);
    const resend = (id: string) => service.post('/api/v1/auth/otp/resend', { challenge_id: id }, from(owner));
    expect((await resend(challenge_id)).body).toMatchObject({ challenge_id });
    const [hash, nonce] = challenge_id.split('.');
    service.advance(61);
    expect((await resend(`${hash}.${nonce}.${'A'.repeat(22)}`)).status).toBe(400);
    expect((await resend(`${hash}.${nonce}`)).status).toBe(400);
  });
});

describe.each(engines)('an owner of a number, with Twilio Verify, on the %s engine', (engine) => {
  let sandbox: Sandbox;
  let service: Service;
  let next = 1600;
  const line = () => new Line(service, phoneNumber(next++));
  beforeAll(async () => {
    sandbox = await Sandbox.start();
    service = await Service.start(engine, { ...sandbox.environments['twilio-verify'] });
  });
  afterEach(() => sandbox.faults.clear());
  afterAll(async () => {
    await service.stop();
    await sandbox.stop();
  });

  it('gets in with the right code after four typos', async () => {
    const it = line();
    const { challenge_id } = (await it.ask(owner)).body;
    const code = sandbox.codeFor(it.phone)!;
    for (const left of [4, 3, 2, 1])
      expect((await it.bring(owner, wrongFor(code), challenge_id)).body).toMatchObject({ attempts_left: left });
    expect((await it.bring(owner, code, challenge_id)).status).toBe(200);
  });

  it('gets in with a code that two strangers have checked against as often as they could', async () => {
    const it = line();
    const { challenge_id } = (await it.ask(owner)).body;
    for (const stranger of strangers) {
      const theirs = (await it.ask(stranger)).body;
      for (let guess = 0; guess < 5; guess += 1) await it.bring(stranger, wrongFor(sandbox.codeFor(it.phone)!), theirs.challenge_id);
    }
    expect((await it.bring(owner, sandbox.codeFor(it.phone)!, challenge_id)).status).toBe(200);
  });

  it('is told how many checks are really left', async () => {
    const it = line();
    const mine = (await it.ask(owner)).body;
    expect(mine).toMatchObject({ attempts_left: 5 });
    const theirs = (await it.ask(strangers[0]!)).body;
    expect(theirs).toMatchObject({ attempts_left: 4 });
    const wrong = wrongFor(sandbox.codeFor(it.phone)!);
    expect((await it.bring(strangers[0]!, wrong, theirs.challenge_id)).body).toMatchObject({ attempts_left: 3 });
  });
});

describe('an owner whose messages do not arrive', () => {
  let sandbox: Sandbox;
  let service: Service;
  beforeAll(async () => {
    sandbox = await Sandbox.start();
    service = await Service.start('embedded', {
      ...sandbox.environments.twilio,
      TWILIO_VOICE_FROM: '+14155550100',
      OTP_CHANNELS: 'sms,voice',
      OTP_ESCALATION: 'send',
      OTP_ESCALATION_SECONDS: '20',
    });
  });
  afterAll(async () => {
    await service.stop();
    await sandbox.stop();
  });

  it('can still ask, though a stranger’s messages have escalated to calls: these are of the stranger’s half', async () => {
    const it = new Line(service, phoneNumber(1700));
    // somebody else's delivery says that receipts of this provider arrive
    await new Line(service, phoneNumber(1701)).ask(strangers[1]!);
    await sandbox.settled();
    const calls = () => sandbox.requests.filter(({ path }) => path.endsWith('/Calls.json')).length;
    for (let round = 0; round < 3; round += 1) {
      await it.ask(strangers[0]!);
      service.advance(41);
      await until(
        async () => {
          await service.app.get(EscalationService, { strict: false }).sweepOverdue();
          return calls();
        },
        () => true,
      );
    }
    // three of five messages are all that one address has, however they go out
    const sent = sandbox.requests.filter(
      ({ path, form }) => /\/(?:Messages|Calls)\.json$/.test(path) && form.get('To') === it.phone,
    ).length;
    expect(sent).toBeLessThanOrEqual(3);
    expect((await it.ask(owner)).status).toBe(200);
  });
});
