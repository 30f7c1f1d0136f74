import { expect, it } from '@jest/globals';
import { away, type Bench, home, origin } from './bench.suite.js';

/** What belongs together: one code, the handles over it, and what it is bound to. */
export function handleGuarantees(bench: () => Bench): void {
  it('gives each request a handle of its own over the same code, while half of its life is left', async () => {
    const it = bench();
    const first = await it.opened();
    it.pass(299);
    const second = await it.opened();
    expect(second).toMatchObject({ nonce: first.nonce, isNew: false, resendMs: 40_000, mac: 'k.right', sealed: 'sealed', attemptsLeft: 5 });
    expect(second.handle).not.toBe(first.handle);
    expect(second.lifetimeMs).toBeLessThanOrEqual(301_000);
    it.pass(31);
    expect(await it.opened()).toMatchObject({ isNew: true });
  });

  it('keeps the attempts of a handle from the holder of another one of the same code', async () => {
    const it = bench();
    const owner = await it.opened();
    await it.attempt('k.wrong', { named: owner });
    it.pass(31);
    const neighbour = await it.opened();
    for (let index = 0; index < 5; index += 1) await it.attempt('k.wrong', { named: neighbour, origin: away });
    expect(await it.attempt('k.right', { named: neighbour })).toMatchObject({ outcome: 'wrong', attemptsLeft: 0 });
    expect(await it.attempt('k.wrong', { named: owner })).toMatchObject({ outcome: 'wrong', attemptsLeft: 3 });
    expect(await it.attempt('k.right', { named: owner })).toMatchObject({ outcome: 'matched', nonce: owner.nonce });
  });

  it('reserves three times the attempts of a handle for one code; then the next request opens a new challenge', async () => {
    const it = bench();
    const windows = [{ count: 100, seconds: 3600 }];
    const opened = [];
    for (let index = 0; index < 4; index += 1) {
      opened.push(await it.opened({ windows, mac: `k.${index}` }));
      it.pass(41);
    }
    const nonces = opened.map(({ nonce }) => nonce);
    expect(new Set(nonces.slice(0, 3)).size).toBe(1);
    expect(nonces[3]).not.toBe(nonces[0]);
    // the earlier ones stay good for their holders
    expect(await it.attempt('k.0', { named: opened[0]! })).toMatchObject({ outcome: 'matched' });
    expect(await it.attempt('k.3')).toMatchObject({ outcome: 'matched', nonce: nonces[3] });
  });

  it('ends all handles of a code with the first success: what matched is the challenge', async () => {
    const it = bench();
    const first = await it.opened();
    it.pass(31);
    const second = await it.opened();
    expect(await it.attempt('k.right', { named: second }, true)).toMatchObject({ outcome: 'matched', nonce: first.nonce });
    expect(await it.attempt('k.right', { named: first }, true)).toEqual({ outcome: 'none' });
  });

  it('makes a new challenge when the last one was used, or a code is supplied', async () => {
    const it = bench();
    const first = await it.opened();
    expect(await it.attempt('k.right')).toEqual({ outcome: 'matched', nonce: first.nonce, sealed: 'sealed', channel: 'sms' });
    it.pass(31);
    expect((await it.opened()).isNew).toBe(true);
    it.pass(31);
    expect(await it.opened({ callerSupplied: true, mac: 'k.supplied' })).toMatchObject({ isNew: true, mac: 'k.supplied' });
  });

  it('opens another challenge for other facts, and accepts a code for its own facts only', async () => {
    const it = bench();
    const small = await it.opened({ purpose: 'step_up', binding: 'ten', mac: 'k.ten' });
    it.pass(31);
    const large = await it.opened({ purpose: 'step_up', binding: 'ten thousand', mac: 'k.ten thousand' });
    expect(large).toMatchObject({ isNew: true });
    expect(large.nonce).not.toBe(small.nonce);
    const attempt = (named: typeof small, binding: string, mac: string) => it.attempt(mac, { named, purpose: 'step_up', binding });
    expect(await attempt(large, 'ten', 'k.ten thousand')).toMatchObject({ outcome: 'wrong', attemptsLeft: 4 });
    expect(await attempt(small, 'ten thousand', 'k.ten')).toMatchObject({ outcome: 'wrong', attemptsLeft: 4 });
    expect(await attempt(small, 'ten', 'k.ten')).toMatchObject({ outcome: 'matched', nonce: small.nonce });
  });

  it('accepts a code for its own purpose only, and counts the attempt', async () => {
    const it = bench();
    const named = await it.opened();
    expect(await it.attempt('k.right', { named, purpose: 'reset' })).toMatchObject({ outcome: 'wrong', attemptsLeft: 4 });
    expect(await it.attempt('k.right', { purpose: 'reset' })).toEqual({ outcome: 'none' });
  });

  it('gives two attempts to a caller when strangers have spent the wrong attempts, and refuses the strangers (R39)', async () => {
    const it = bench();
    const windows = [{ count: 100, seconds: 3600 }];
    const strangers = [origin('one'), origin('two')];
    for (const stranger of strangers) {
      const named = await it.opened({ origin: stranger, windows });
      for (let index = 0; index < 5; index += 1) await it.attempt('k.wrong', { named, origin: stranger });
    }
    it.pass(31);
    for (const stranger of strangers)
      expect(await it.open({ origin: stranger, windows })).toMatchObject({ outcome: 'limited', windowSeconds: 3600 });
    expect(await it.opened({ windows })).toMatchObject({ attemptsLeft: 2 });
  });

  it('knows nothing of an unknown challenge or handle', async () => {
    const it = bench();
    const unknown = { nonce: 'nonce', handle: 'handle' };
    expect(await it.attempt('k.right', { named: unknown })).toEqual({ outcome: 'none' });
    expect(await it.resend(unknown)).toEqual({ outcome: 'none' });
    expect(await it.attempt('k.right')).toEqual({ outcome: 'none' });
    const { nonce } = await it.opened();
    expect(await it.attempt('k.right', { named: { nonce, handle: 'guessed' } })).toEqual({ outcome: 'none' });
    expect(await it.resend({ nonce, handle: 'guessed' }, { origin: home })).toEqual({ outcome: 'none' });
  });

  it('forgets a challenge at the end of its life, however many handles it has', async () => {
    const it = bench();
    const first = await it.opened();
    it.pass(290);
    const second = await it.opened();
    it.pass(311);
    expect(await it.attempt('k.right', { named: second })).toEqual({ outcome: 'none' });
    expect(await it.attempt('k.right', { named: first })).toEqual({ outcome: 'none' });
  });
}
