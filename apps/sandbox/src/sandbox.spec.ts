import { describe, expect, it } from '@jest/globals';
import { sandboxForEachTest } from './twilio/sandbox-run.fake.js';
import { refusal } from './twilio/twilio-client.fake.js';

const to = '+14155550123';
const from = '+15005550006';
const minute = 60_000;
const lastStatuses = () => run.sandbox.inbox.list()[0]?.history.map(({ status }) => status);

const run = sandboxForEachTest(to);

describe('faults', () => {
  it('happen as often as they were asked for, where they were asked for', async () => {
    run.sandbox.faults.add({ kind: 'error', status: 503, code: 20503, match: '/Verifications', times: 1 });
    expect(await refusal(run.customer.check('123456'))).toEqual([404, 20404]);
    expect(await refusal(run.customer.send())).toEqual([503, 20503]);
    expect((await run.customer.send()).status).toBe('pending');
  });

  it('cut, break and hold back answers, and say in a gateway’s words that it failed', async () => {
    run.sandbox.faults.add({ kind: 'reset', times: 1 });
    expect(await refusal(run.customer.send())).toEqual([undefined, 'ECONNRESET']);
    run.sandbox.faults.add({ kind: 'malformed', times: 1 });
    await expect(run.customer.send()).rejects.toThrow(SyntaxError);
    run.sandbox.faults.add({ kind: 'error', status: 502, times: 1 });
    expect(await refusal(run.customer.send())).toEqual([502, undefined]);
    run.sandbox.faults.add({ kind: 'slow', ms: 10 * minute, times: 1 });
    const slow = run.customer.send();
    while (run.sandbox.requests.length < 4) await settle();
    run.sandbox.advance(10 * minute);
    expect((await slow).status).toBe('pending');
  });

  it('can lose the answer to what was done', async () => {
    run.sandbox.faults.add({ kind: 'reset', carriedOut: true, times: 1 });
    expect(await refusal(run.customer.send())).toEqual([undefined, 'ECONNRESET']);
    expect(run.sandbox.codeFor(to)).toMatch(/^\d{6}$/);
  });

  it('come and go by HTTP', async () => {
    const post = (fault: object) =>
      fetch(`${run.sandbox.url}/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fault) });
    expect((await post({ kind: 'nonsense' })).status).toBe(400);
    expect((await post({ kind: 'error', status: 500, code: 20500 })).status).toBe(204);
    expect(await refusal(run.customer.send())).toEqual([500, 20500]);
    expect((await fetch(`${run.sandbox.url}/faults`, { method: 'DELETE' })).status).toBe(204);
    await run.customer.send();
  });
});

describe('the page', () => {
  it('is there, with what it loads', async () => {
    for (const path of ['/', '/inbox', '/inbox/inbox.js', '/inbox/inbox.css', '/inbox/messages']) {
      expect((await fetch(`${run.sandbox.url}${path}`)).status).toBe(200);
    }
  });

  it('is read by this machine alone', async () => {
    const from = { method: 'POST', headers: { origin: 'http://evil.example' } };
    expect((await fetch(`${run.sandbox.url}/faults`, from)).status).toBe(403);
  });
});

it('posts no receipt to another machine', async () => {
  await run.customer.client().messages.create({ to, from, body: '123456', statusCallback: 'http://sixdigit.example/status' });
  while (lastStatuses()?.at(-1) !== 'delivered') await settle();
  expect(run.sandbox.callbacks.map(({ status }) => status)).toEqual([0, 0, 0]);
});

/** Lets what is under way go on. */
async function settle(): Promise<void> {
  await run.sandbox.settled();
  await new Promise((resolve) => setImmediate(resolve));
}
