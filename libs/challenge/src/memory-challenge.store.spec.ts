import { describe, expect, it } from '@jest/globals';
import { Clock } from '@sixdigit/config';
import { challengeStoreSuite } from './challenge-store.suite.js';
import { MemoryChallengeStore } from './memory-challenge.store.js';
import { Bench, rules } from './suites/bench.suite.js';

challengeStoreSuite('Memory', async (clock) => ({ store: new MemoryChallengeStore(clock, rules), close: () => undefined }));

describe('the memory of challenges', () => {
  it('has a bound: it refuses a new destination rather than forgets the windows of another', async () => {
    const clock = new Clock();
    const store = new MemoryChallengeStore(clock, rules, 3);
    const [first, ...others] = Array.from({ length: 4 }, () => new Bench(store, clock));
    for (const it of [first!, ...others.slice(0, 2)]) await it.opened();
    await expect(others[2]!.open()).rejects.toMatchObject({ code: 'unavailable' });
    expect(await first!.open()).toMatchObject({ outcome: 'cooldown' });
    expect(await others[2]!.attempt('k.right')).toEqual({ outcome: 'none' });
  });

  it('is swept a little by each call that adds to it, and has room again a day later', async () => {
    const clock = new Clock();
    const store = new MemoryChallengeStore(clock, rules, 3);
    for (let index = 0; index < 3; index += 1) await new Bench(store, clock).opened();
    clock.offsetMs += 86_401_000;
    for (let index = 0; index < 3; index += 1) expect(await new Bench(store, clock).open()).toMatchObject({ outcome: 'opened' });
  });
});
