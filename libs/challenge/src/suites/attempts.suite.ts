import { expect, it } from '@jest/globals';
import { away, type Bench, home, origin } from './bench.suite.js';

const attemptsLeftOf = (answer: { outcome: string }) => ('attemptsLeft' in answer ? answer.attemptsLeft : -1);

/** How often a code is guessed at, and by whom. */
export function attemptGuarantees(bench: () => Bench): void {
  it('compares at most five of fifty attempts at once by one handle, and refuses the right one after them', async () => {
    const it = bench();
    const named = await it.opened();
    const answers = await Promise.all(Array.from({ length: 50 }, () => it.attempt('k.wrong', { named })));
    expect(answers.map(attemptsLeftOf).sort()).toEqual([...Array(46).fill(0), 1, 2, 3, 4]);
    expect(await it.attempt('k.right', { named })).toMatchObject({ outcome: 'wrong', attemptsLeft: 0 });
  });

  it('has a count by phone for the challenge’s network, beside those of the handles', async () => {
    const it = bench();
    const named = await it.opened();
    for (let index = 0; index < 5; index += 1) await it.attempt('k.wrong', { named });
    const answers = await Promise.all(Array.from({ length: 50 }, () => it.attempt('k.wrong')));
    expect(answers.map(attemptsLeftOf).sort()).toEqual([...Array(46).fill(0), 1, 2, 3, 4]);
    expect(await it.attempt('k.right')).toMatchObject({ outcome: 'wrong', attemptsLeft: 0 });
  });

  it('accepts the same right code again until it is claimed, and counts it once', async () => {
    const it = bench();
    const named = await it.opened();
    const answers = await Promise.all(Array.from({ length: 50 }, () => it.attempt('k.right', { named })));
    expect(answers.filter((answer) => answer.outcome === 'matched')).toHaveLength(50);
    expect(await it.attempt('k.wrong', { named })).toMatchObject({ outcome: 'wrong', attemptsLeft: 3 });
  });

  it('matches once where it ends the challenge itself', async () => {
    const it = bench();
    await it.opened();
    const answers = await Promise.all(Array.from({ length: 50 }, () => it.attempt('k.right', {}, true)));
    expect(answers.filter((answer) => answer.outcome === 'matched')).toHaveLength(1);
    expect(answers.filter((answer) => answer.outcome === 'none')).toHaveLength(49);
  });

  it('lets one site guess twice by phone at a challenge of another network, all together five times', async () => {
    const it = bench();
    await it.opened();
    const guess = (network: string) => it.attempt('k.wrong', { origin: origin(network) });
    expect(attemptsLeftOf(await guess('a'))).toBe(1);
    expect(attemptsLeftOf(await guess('a'))).toBe(0);
    expect(await it.attempt('k.right', { origin: origin('a') })).toMatchObject({ outcome: 'wrong', attemptsLeft: 0 });
    for (const network of ['b', 'b', 'c']) await guess(network);
    expect(await it.attempt('k.right', { origin: origin('d') })).toMatchObject({ outcome: 'wrong', attemptsLeft: 0 });
    expect(await it.attempt('k.right')).toMatchObject({ outcome: 'matched' });
  });

  it('finds the owner’s challenge by phone from another network, behind a newer one of a stranger', async () => {
    const it = bench();
    const owner = await it.opened({ mac: 'k.owner' });
    const stranger = await it.opened({ origin: away, mac: 'k.stranger' });
    const roaming = origin('mobile');
    expect(await it.attempt('k.owner', { origin: roaming })).toMatchObject({ outcome: 'matched', nonce: owner.nonce });
    expect(await it.attempt('k.stranger', { origin: away })).toMatchObject({ outcome: 'matched', nonce: stranger.nonce });
  });

  it('counts a guess by phone from elsewhere on every challenge that it was compared with', async () => {
    const it = bench();
    await it.opened({ mac: 'k.owner' });
    await it.opened({ origin: away, mac: 'k.stranger' });
    for (let index = 0; index < 5; index += 1) await it.attempt('k.wrong', { origin: origin(`guess${index}`) });
    for (const mac of ['k.owner', 'k.stranger'])
      expect(await it.attempt(mac, { origin: origin('late') })).toMatchObject({ outcome: 'wrong', attemptsLeft: 0 });
  });

  it('stops strangers by phone when the wrong attempts of an hour are spent, and leaves a pending handle its own (R7, R39)', async () => {
    const it = bench();
    const windows = [{ count: 100, seconds: 3600 }];
    const owner = await it.opened({ windows });
    for (const network of ['one', 'two']) {
      const named = await it.opened({ origin: origin(network), windows });
      for (let index = 0; index < 5; index += 1) await it.attempt('k.wrong', { named, origin: origin(network) });
    }
    expect(await it.attempt('k.right', { origin: origin('three') })).toMatchObject({ outcome: 'limited', windowSeconds: 3600 });
    for (let index = 0; index < 4; index += 1) await it.attempt('k.wrong', { named: owner });
    expect(await it.attempt('k.right', { named: owner })).toMatchObject({ outcome: 'matched' });
  });

  it('bounds the comparisons of a number whatever the settings: then by phone is refused and a new handle has one attempt', async () => {
    const it = bench();
    const windows = [{ count: 1000, seconds: 3600 }];
    let compared = 0;
    for (let index = 0; compared < 60; index += 1) {
      const from = origin(`site${index}`, { range: '' });
      // each its own purpose and facts: none is in the way of another
      const named = await it.opened({ origin: from, windows, purpose: 'step_up', binding: `b${index}` }).catch(() => undefined);
      if (!named) {
        it.pass(601);
        continue;
      }
      for (let guess = 0; guess < named.attemptsLeft && compared < 60; guess += 1) {
        await it.attempt('k.wrong', { named, origin: from, purpose: 'step_up', binding: `b${index}` });
        compared += 1;
      }
    }
    expect(await it.opened({ windows })).toMatchObject({ attemptsLeft: 1 });
    expect(await it.attempt('k.right')).toMatchObject({ outcome: 'limited', windowSeconds: 3600 });
    expect(await it.attempt('k.right', { origin: home, purpose: 'reset' })).toEqual({ outcome: 'none' });
  });

  it('knows nothing to compare with until a code is attached', async () => {
    const it = bench();
    const { nonce } = await it.opened({ mac: undefined });
    expect(await it.attempt('k.right')).toEqual({ outcome: 'none' });
    await it.store.attachCode({ hash: it.hash, nonce, mac: 'k.right' });
    expect(await it.attempt('k.right')).toMatchObject({ outcome: 'matched', channel: 'sms' });
  });
}
