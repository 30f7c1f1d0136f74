import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MessageLog } from '@sixdigit/message-log';
import { Sandbox } from '../../apps/sandbox/src/index.js';
import { twilio } from '../../apps/sandbox/src/twilio/twilio-fake.js';
import { reachable } from '../support/reachable.js';
import { Service } from '../support/service.js';
import { until } from '../support/until.js';

const built = (name: string) => `dist/apps/api/apps/api/src/${name}.js`;

describe('the tools that ship with the service', () => {
  let sandbox: Sandbox;
  const folder = mkdtempSync(join(tmpdir(), 'sixdigit-tools-'));
  beforeAll(async () => {
    sandbox = await Sandbox.start();
  });
  afterEach(() => sandbox.faults.clear());
  afterAll(async () => {
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function run(name: string, args: string[], environment: Record<string, string>) {
    const child = spawn(process.execPath, [built(name), ...args], {
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'test',
        DATA_DIR: folder,
        SECRET_KEY: 'a-root-key-of-the-suite-0123456789',
        ...environment,
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    return { child, output: () => output, ended };
  }

  it('look at the live configuration of Twilio Messaging, and find nothing to fix', async () => {
    const address = await reachable();
    const environment = { ...sandbox.environmentOf('twilio'), ...address };
    const service = await Service.start('embedded', environment);
    try {
      const doctor = run('doctor', [], environment);
      expect(await doctor.ended).toBe(0);
      expect(doctor.output()).toMatch(/ok +TWILIO_ACCOUNT_SID: is active/);
      expect(doctor.output()).toMatch(/ok +TWILIO_MESSAGING_SERVICE_SID: is the Messaging Service/);
      expect(doctor.output()).toMatch(/ok +PUBLIC_BASE_URL: leads to this service/);
      expect(doctor.output()).toMatch(/ok +webhooks: \/webhooks\/twilio\/message-status takes what Twilio signs/);
      expect(doctor.output()).toContain('All checks passed.');
      expect(doctor.output()).not.toContain(sandbox.accountOf(twilio).authToken);
      // by another name the signature is over another address
      const misled = run('doctor', [], { ...environment, PUBLIC_BASE_URL: address.PUBLIC_BASE_URL.replace('127.0.0.1', 'localhost') });
      expect(await misled.ended).toBe(1);
      expect(misled.output()).toMatch(/ERROR +webhooks: .* does not believe what Twilio signs/);
    } finally {
      await service.stop();
    }
  });

  it('say what is wrong with Twilio Verify, and where to fix it', async () => {
    const doctor = run('doctor', [], {
      ...sandbox.environmentOf('twilio-verify'),
      TWILIO_VERIFY_SERVICE_SID: `VA${'0'.repeat(32)}`,
      OTP_LENGTH: '8',
    });
    expect(await doctor.ended).toBe(1);
    expect(doctor.output()).toMatch(/ERROR +TWILIO_VERIFY_SERVICE_SID: .*20404/);
    expect(doctor.output()).toMatch(/ERROR +TWILIO_VERIFY_SERVICE_SID_RESET: makes codes of 6 digits and OTP_LENGTH is 8/);
  });

  it('say what is wrong with wrong credentials', async () => {
    const doctor = run('doctor', [], { ...sandbox.environmentOf('twilio'), TWILIO_AUTH_TOKEN: 'wrong' });
    expect(await doctor.ended).toBe(1);
    expect(doctor.output()).toMatch(/ERROR +TWILIO_ACCOUNT_SID: .*20003, HTTP 401/);
    expect(doctor.output()).not.toContain('wrong');
  });

  it('name every wrong variable before anything is asked', async () => {
    const doctor = run('doctor', [], { SMS_PROVIDER: 'twilio', OTP_LENGTH: '77' });
    expect(await doctor.ended).toBe(1);
    for (const name of ['OTP_LENGTH', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_MESSAGING_SERVICE_SID'])
      expect(doctor.output()).toContain(name);
  });

  it.each(['twilio-verify', 'twilio', 'msg91'] as const)('send a code through %s and check it', async (name) => {
    const phone = '+14155552690';
    const check = run('sms-check', [phone], sandbox.environmentOf(name));
    await until(check.output, (output) => output.includes('Code: '));
    check.child.stdin.end(`${sandbox.codeFor(phone)}\n`);
    expect(await check.ended).toBe(0);
    expect(check.output()).toMatch(new RegExp(`Taken by ${name} after \\d`));
    expect(check.output()).toMatch(/Right, checked in \d/);
    expect(check.output()).not.toContain(phone.slice(1));
  });

  it('say why a code was not sent, in the provider’s own number', async () => {
    sandbox.faults.add({ kind: 'error', status: 400, code: 21606 });
    const check = run('sms-check', ['+14155552691'], sandbox.environmentOf('twilio'));
    expect(await check.ended).toBe(1);
    expect(check.output()).toMatch(/Failed: send_failed\n {2}twilio: misconfigured[\s\S]*21606/);
  });

  it('tell what became of the messages to a number, from the request to the code that came back', async () => {
    const service = await Service.start('real', { ...sandbox.environmentOf('twilio'), ...(await reachable()) });
    try {
      const phone = '+14155552692';
      const asked = await service.post('/api/v1/auth/otp/request', { phone });
      await sandbox.settled();
      await service.post('/api/v1/auth/otp/verify', { phone, otp: sandbox.codeFor(phone) });
      const trace = async (...args: string[]) => {
        const tool = run('sms-trace', args, service.environment);
        return { code: await tool.ended, output: tool.output() };
      };
      const whole =
        /sms by twilio, sign_in, US, en, 1 segment, SM[0-9a-f]{32}.*\n.* requested\n.* accepted\n.* sent\n.* delivered\n.* verified\n/;
      await service.app.get(MessageLog).flush();
      expect((await trace(phone)).output).toMatch(whole);
      const ofNumber = await trace('(415) 555-2692', '--last', '1');
      expect(ofNumber).toMatchObject({ code: 1, output: expect.stringContaining('Failed: phone_invalid') });
      const { output } = await trace(phone);
      expect(output).not.toContain(phone.slice(1));
      expect((await trace('--request', asked.headers.get('x-request-id')!)).output).toBe(output);
      expect((await trace('--challenge', asked.body.challenge_id)).output).toBe(output);
      expect(await trace('+14155552693')).toEqual({ code: 1, output: 'No message is known.\n' });
      expect(await trace()).toMatchObject({ code: 2, output: expect.stringContaining('Usage: npm run sms:trace') });
    } finally {
      await service.stop();
    }
  });

  it('say how they are used', async () => {
    const check = run('sms-check', ['--channel', 'pigeon'], {});
    expect(await check.ended).toBe(2);
    expect(check.output()).toContain('Usage: npm run sms:check');
  });
});
