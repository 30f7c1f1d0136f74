import { describe, expect, it } from '@jest/globals';
import { sandboxForEachTest } from './sandbox-run.fake.js';

const to = '+14155550123';

const run = sandboxForEachTest(to);

describe('what Twilio’s published files do not allow', () => {
  const post = (path: string, form: string) =>
    fetch(`${run.sandbox.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${run.customer.account.accountSid}:${run.customer.account.authToken}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: form,
    });

  it.each([
    ['an unknown field', 'Verifications', 'To=%2B14155550123&Channel=sms&Ttl=60', 400, 60200],
    ['a missing field', 'Verifications', 'To=%2B14155550123', 400, 60200],
    ['a field twice', 'Verifications', 'To=%2B14155550123&Channel=sms&Channel=call', 400, 60200],
    ['no SID', 'VerificationCheck', 'VerificationSid=VE1&Code=123456', 400, 60200],
    ['an unknown query', 'Verifications?x=1', 'To=%2B14155550123&Channel=sms', 400, 60200],
    ['an unknown path', 'Attempts', 'x=1', 404, 20404],
  ])('is refused and noted: %s', async (_what, path, form, status, code) => {
    const response = await post(`/v2/Services/${run.customer.account.verifyServiceSids[0]}/${path}`, form);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ code, message: expect.any(String), more_info: expect.stringContaining(String(code)), status });
    expect(run.sandbox.violations).toMatchObject([{ of: 'request', method: 'POST' }]);
    expect(JSON.stringify(run.sandbox.violations)).not.toContain('4155550123');
  });

  it('a message to nobody is refused by number', async () => {
    const response = await post(`/2010-04-01/Accounts/${run.customer.account.accountSid}/Messages.json`, 'Body=x');
    expect(await response.json()).toMatchObject({ code: 21604, status: 400 });
  });
});
