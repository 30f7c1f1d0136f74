import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Receiver } from '../receiver.fake.js';
import { Sandbox } from '../sandbox.js';
import { msg91 } from './msg91-fake.js';

const to = '+14155550123';
const minute = 60_000;
const wrong = () => String((Number(sandbox.codeFor(to)) + 1) % 1_000_000).padStart(6, '0');

let sandbox: Sandbox;
let receiver: Receiver;

beforeEach(async () => {
  receiver = await Receiver.start();
  sandbox = await Sandbox.start({ receiptUrls: { delivery: receiver.url } });
});

afterEach(async () => {
  await sandbox.stop();
  await receiver.stop();
});

describe('MSG91', () => {
  const mobile = to.slice(1);
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${sandbox.url}/api/v5/${path}`, {
      ...init,
      headers: { 'content-type': 'application/json', authkey: sandbox.accountOf(msg91).authKey, ...init.headers },
    });
    return { status: response.status, ...((await response.json()) as object) };
  };
  const flow = (recipients: unknown, path = 'flow') =>
    call(path, { method: 'POST', body: JSON.stringify({ template_id: 'abc', recipients }) });

  it.each(['flow', 'flow/'])('POST /%s delivers and reports', async (path) => {
    const answer = await flow([{ mobiles: mobile, VAR1: '123456' }], path);
    expect(answer).toMatchObject({ status: 200, type: 'success', message: expect.any(String) });
    while (receiver.receipts.length === 0) await settle();
    expect(receiver.receipts[0]?.json).toMatchObject({ requestId: (answer as { message?: string }).message, telNum: mobile, status: '1' });
    expect(sandbox.codeFor(to)).toBe('123456');
  });

  it.each([
    ['919876500002', '2'],
    ['919876500009', '9'],
    ['919876500016', '16'],
    ['919876500017', '17'],
    ['919876500025', '25'],
  ])('reports that %s was not reached: %s', async (number, status) => {
    await flow([{ mobiles: number, OTP: '123456' }]);
    while (receiver.receipts.length === 0) await settle();
    expect(receiver.receipts[0]?.json).toMatchObject({ status, failureReason: expect.stringMatching(/./) });
  });

  it('answers failures with 200 and a text', async () => {
    const error = (message: string) => ({ status: 200, type: 'error', message });
    expect(await flow([])).toEqual(error('Please enter atleast one number to send sms.'));
    expect(await flow([{ mobiles: to }])).toEqual(error('Mobile no. empty or not numeric'));
    expect(await call('flow', { method: 'POST', body: '{}' })).toEqual(error('DLT Template id not found.'));
    expect(await call('flow', { method: 'POST', headers: { authkey: 'wrong' } })).toMatchObject({ status: 401, type: 'error' });
  });

  it('keeps a code of its own: send, retry, verify', async () => {
    const sent = await fetch(
      `${sandbox.url}/api/v5/otp?${new URLSearchParams({ authkey: sandbox.accountOf(msg91).authKey, template_id: 'abc', mobile, otp_length: '6', otp_expiry: '10' })}`,
      { method: 'POST' },
    );
    expect(await sent.json()).toMatchObject({ type: 'success', request_id: expect.any(String) });
    const code = sandbox.codeFor(to);
    expect(code).toMatch(/^\d{6}$/);
    expect(await call(`otp/retry?mobile=${mobile}&retrytype=voice`)).toMatchObject({ message: 'retry send successfully' });
    expect(sandbox.inbox.list()[0]).toMatchObject({ channel: 'voice', code });
    expect(await call(`otp/verify?mobile=${mobile}&otp=${wrong()}`)).toMatchObject({ status: 200, message: 'OTP not match' });
    expect(await call(`otp/verify?mobile=${mobile}&otp=${code}`, { method: 'POST' })).toMatchObject({ message: 'OTP verified success' });
    expect(await call(`otp/verify?mobile=${mobile}&otp=${code}`)).toMatchObject({ message: 'OTP already verified' });
  });

  it('knows expired and unknown codes', async () => {
    await call(`otp?template_id=abc&mobile=${mobile}&otp=123456&otp_expiry=10`, { method: 'POST' });
    sandbox.advance(10 * minute);
    expect(await call(`otp/verify?mobile=${mobile}&otp=123456`)).toMatchObject({ message: 'OTP expired' });
    expect(await call('otp/verify?mobile=14155550124&otp=123456')).toMatchObject({ message: 'Mobile no. not found' });
    expect(await call('otp/retry?mobile=14155550124')).toMatchObject({ message: 'No OTP request found to retryotp' });
  });
});

/** Lets what is under way go on. */
async function settle(): Promise<void> {
  await sandbox.settled();
  await new Promise((resolve) => setImmediate(resolve));
}
