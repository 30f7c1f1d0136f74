import { expect, it } from '@jest/globals';
import type { Opened } from '../challenge.store.js';
import { away, type Bench, home, origin } from './bench.suite.js';

const hosted = { mac: undefined } as const;

/** Challenges whose code a provider makes and checks. */
export function hostedGuarantees(bench: () => Bench): void {
  const outcomes = async (count: number, check: () => Promise<{ outcome: string }>) => {
    const seen = [];
    for (let index = 0; index < count; index += 1) seen.push((await check()).outcome);
    return seen;
  };

  it('has one code at a time: a provider’s verification takes the place of our code, and the reverse', async () => {
    const it = bench();
    const first = await it.opened();
    await it.attach(first, 'ref');
    expect(await it.attempt('k.right', { named: first })).toMatchObject({
      outcome: 'ask_provider',
      provider: 'hosted',
      ref: 'ref',
      by: 'handle',
    });
    await it.store.attachCode({ hash: it.hash, nonce: first.nonce, mac: 'k.other' });
    expect(await it.attempt('k.right', { named: first })).toMatchObject({ outcome: 'wrong' });
    expect(await it.attempt('k.other', { named: first })).toMatchObject({ outcome: 'matched' });
  });

  it('leaves all checks of a verification to its only holder', async () => {
    const it = bench();
    const first = await it.opened(hosted);
    expect(await it.attach(first, 'ref')).toEqual({ outcome: 'attached', attemptsLeft: 5 });
    expect(await outcomes(5, () => it.attempt('k.some', { named: first }))).toEqual(Array(5).fill('ask_provider'));
    expect(await it.attempt('k.some', { named: first })).toMatchObject({ outcome: 'wrong', attemptsLeft: 0 });
  });

  it('leaves all checks to who asks by phone from the challenge’s network', async () => {
    const it = bench();
    await it.attach(await it.opened(hosted), 'ref');
    expect(await outcomes(6, () => it.attempt('k.some'))).toEqual([...Array(5).fill('ask_provider'), 'wrong']);
  });

  it('keeps a check for each holder that has used none, however often others check', async () => {
    const it = bench();
    const owner = await it.opened(hosted);
    await it.attach(owner, 'ref');
    const strangers = [origin('a'), origin('b')];
    const theirs: Opened[] = [];
    for (const stranger of strangers) {
      const named = await it.opened({ ...hosted, origin: stranger });
      theirs.push(named);
      await it.attach(named, 'ref');
    }
    expect(await outcomes(5, () => it.attempt('k.some', { named: theirs[0]!, origin: strangers[0]! }))).toEqual([
      ...Array(3).fill('ask_provider'),
      'wrong',
      'wrong',
    ]);
    expect(await outcomes(2, () => it.attempt('k.some', { named: theirs[1]!, origin: strangers[1]! }))).toEqual(['ask_provider', 'wrong']);
    expect(await it.attempt('k.some', { named: owner })).toMatchObject({ outcome: 'ask_provider' });
  });

  it('lets networks that hold none check twice by phone', async () => {
    const it = bench();
    await it.attach(await it.opened(hosted), 'ref');
    const guess = (network: string) => it.attempt('k.some', { origin: origin(network) });
    expect([(await guess('a')).outcome, (await guess('b')).outcome, (await guess('c')).outcome]).toEqual([
      'ask_provider',
      'ask_provider',
      'wrong',
    ]);
    expect(await outcomes(3, () => it.attempt('k.some'))).toEqual(Array(3).fill('ask_provider'));
  });

  it('names a verification that is spent for the caller, without the cool-down, once for each handle', async () => {
    const it = bench();
    const first = await it.opened(hosted);
    await it.attach(first, 'ref', { attemptsMax: 3 });
    await outcomes(3, () => it.attempt('k.some', { named: first }));
    const again = await it.opened(hosted);
    expect(again).toMatchObject({ nonce: first.nonce, isNew: false, verifications: [{ ref: 'ref', isOwn: true, isStale: true }] });
    await it.store.cancelling(it.hash, ['ref']);
    expect(await it.attach(again, 'new', { replaces: ['ref'] })).toEqual({ outcome: 'attached', attemptsLeft: 4 });
    expect(await it.open(hosted)).toMatchObject({ outcome: 'cooldown' });
    expect(await it.attempt('k.some', { named: again })).toMatchObject({ outcome: 'ask_provider', ref: 'new' });
  });

  it('moves every live handle of a verification to the one that replaces it, and keeps its end', async () => {
    const it = bench();
    const owner = await it.opened(hosted);
    await it.attach(owner, 'ref');
    it.pass(200);
    const theirs = await it.opened({ ...hosted, origin: away });
    await it.attach(theirs, 'ref');
    await it.store.cancelling(it.hash, ['ref']);
    await it.attach(theirs, 'new', { replaces: ['ref'] });
    expect(await it.attempt('k.some', { named: owner })).toMatchObject({ outcome: 'ask_provider', ref: 'new' });
    it.pass(401);
    expect(await it.attempt('k.some', { named: owner })).toEqual({ outcome: 'none' });
    expect(await it.attempt('k.some', { named: theirs, origin: away })).toMatchObject({ outcome: 'ask_provider' });
  });

  it('starts a verification anew at most twice for one challenge', async () => {
    const it = bench();
    const windows = [{ count: 100, seconds: 3600 }];
    const first = await it.opened({ ...hosted, windows });
    let ref = 'ref0';
    await it.attach(first, ref, { attemptsMax: 1 });
    let named = first;
    for (const next of ['ref1', 'ref2']) {
      expect(await outcomes(2, () => it.attempt('k.some', { named }))).toEqual(['ask_provider', 'wrong']);
      it.pass(61);
      named = await it.opened({ ...hosted, windows });
      expect(named.nonce).toBe(first.nonce);
      await it.attach(named, next, { replaces: [ref], attemptsMax: 1 });
      ref = next;
    }
    await it.attempt('k.some', { named });
    it.pass(61);
    expect((await it.resend(named)).outcome).toBe('none');
    expect(await it.opened({ ...hosted, windows })).toMatchObject({ isNew: true });
  });

  it('takes a check that meets a cancelled verification for no attempt, and starts again where it was given out once more', async () => {
    const it = bench();
    const first = await it.opened(hosted);
    await it.attach(first, 'ref');
    const asked = await it.attempt('k.some', { named: first });
    if (asked.outcome !== 'ask_provider') throw new Error('compared by itself');
    await it.store.cancelling(it.hash, ['ref']);
    const gone = { hash: it.hash, nonce: asked.nonce, by: asked.by, handle: asked.handle, ref: asked.ref, attemptId: asked.attemptId };
    expect(await it.store.verificationGone(gone)).toEqual({ outcome: 'wrong', sealed: 'sealed', attemptsLeft: 5 });
    const theirs = await it.opened({ ...hosted, origin: away });
    expect(await it.attach(theirs, 'ref')).toEqual({ outcome: 'start_again' });
    it.pass(61);
    expect(await it.attach(theirs, 'ref')).toMatchObject({ outcome: 'attached' });
  });

  it('believes a provider that knows no verification which nobody has cancelled', async () => {
    const it = bench();
    const first = await it.opened(hosted);
    await it.attach(first, 'ref');
    const asked = await it.attempt('k.some', { named: first });
    if (asked.outcome !== 'ask_provider') throw new Error('compared by itself');
    expect(await it.store.verificationGone({ hash: it.hash, ...asked })).toEqual({ outcome: 'none' });
  });

  it('keeps an approved code for a retry, and ends the challenges of others that shared it', async () => {
    const it = bench();
    const owner = await it.opened(hosted);
    const theirs = await it.opened({ ...hosted, origin: away });
    for (const named of [owner, theirs]) await it.attach(named, 'ref');
    const asked = await it.attempt('k.some', { named: owner });
    if (asked.outcome !== 'ask_provider') throw new Error('compared by itself');
    await it.store.approve({
      hash: it.hash,
      nonce: asked.nonce,
      ref: asked.ref,
      attemptId: asked.attemptId,
      mac: 'k.some',
      consume: false,
    });
    expect(await it.attempt('k.some', { named: owner })).toMatchObject({ outcome: 'matched', nonce: owner.nonce });
    expect(await it.attempt('k.other', { named: owner })).toMatchObject({ outcome: 'wrong' });
    expect(await it.attempt('k.some', { named: theirs, origin: away })).toEqual({ outcome: 'none' });
  });

  it('names the verification of other facts and of a replaced challenge as stale, and ends those of other facts', async () => {
    const it = bench();
    const signIn = await it.opened(hosted);
    await it.attach(signIn, 'ref');
    const register = await it.opened({ ...hosted, origin: away, purpose: 'register' });
    expect(register.verifications).toEqual([{ provider: 'hosted', slot: 'slot', ref: 'ref', isOwn: false, isStale: true }]);
    await it.attach(register, 'new', { replaces: ['ref'] });
    expect(await it.attempt('k.some', { named: signIn })).toEqual({ outcome: 'none' });
    it.pass(301);
    const next = await it.opened({ ...hosted, origin: away, purpose: 'register' });
    expect(next).toMatchObject({ isNew: true, verifications: [{ ref: 'new', isOwn: false, isStale: true }] });
    expect(await it.open({ ...hosted, origin: home, purpose: 'register' })).toMatchObject({
      verifications: [{ ref: 'new', isStale: false }],
    });
  });

  it('names as stale what nobody holds any more, for as long as its provider may answer with it, whatever the facts', async () => {
    const it = bench();
    const first = await it.opened({ ...hosted, purpose: 'step_up', binding: 'pay 10' });
    await it.attach(first, 'ref');
    it.pass(301);
    const second = await it.opened({ ...hosted, purpose: 'step_up', binding: 'pay 9999' });
    expect(second.verifications).toEqual([{ provider: 'hosted', slot: 'slot', ref: 'ref', isOwn: false, isStale: true }]);
    await it.attach(second, 'new', { replaces: ['ref'] });
    it.pass(200);
    const third = await it.opened({ ...hosted, origin: away });
    expect(third.verifications).toMatchObject([{ ref: 'new', isStale: true }]);
    it.pass(401);
    expect((await it.opened({ ...hosted, origin: origin('a') })).verifications).toEqual([]);
  });

  it('forgets a verification with its success: there is nothing left to cancel', async () => {
    const it = bench();
    const owner = await it.opened(hosted);
    await it.attach(owner, 'ref');
    const asked = await it.attempt('k.some', { named: owner });
    if (asked.outcome !== 'ask_provider') throw new Error('compared by itself');
    const { nonce, ref, attemptId } = asked;
    await it.store.approve({ hash: it.hash, nonce, ref, attemptId, mac: 'k.some', consume: true });
    it.pass(61);
    expect((await it.opened(hosted)).verifications).toEqual([]);
  });
}
