import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@sixdigit/config';
import { type Purpose } from '@sixdigit/contract';
import type { ChallengeRules, ChallengeStore, OpenChallenge } from './challenge.store.js';

export const rules: ChallengeRules = {
  lifetimeMs: 600_000,
  attemptsMax: 5,
  sendWindows: [
    { count: 5, seconds: 3600 },
    { count: 10, seconds: 86_400 },
  ],
  wrongWindows: [
    { count: 10, seconds: 3600 },
    { count: 30, seconds: 86_400 },
  ],
  cooldownsMs: [30_000, 40_000, 60_000, 90_000, 120_000],
  liveMax: 5,
  refChecksMax: 5,
};

export interface Opening {
  readonly store: ChallengeStore;
  close(): void;
}

let count = 0;
function name(prefix: string): string {
  count += 1;
  return `${prefix}${String(count).padStart(22 - prefix.length, '0')}`;
}

/** The guarantees of a challenge store, whatever keeps it. */
export function challengeStoreSuite(title: string, open: (clock: Clock) => Promise<Opening>): void {
  describe(`${title} keeps the guarantees of a challenge store: it`, () => {
    const clock = new Clock();
    let opening: Opening;
    let store: ChallengeStore;
    beforeAll(async () => {
      opening = await open(clock);
      store = opening.store;
    });
    afterAll(() => opening.close());

    const pass = (seconds: number) => {
      clock.offsetMs += seconds * 1000;
    };
    const request = (tag: string, more: Partial<OpenChallenge> = {}): OpenChallenge => ({
      tag,
      key: name('key'),
      purpose: 'sign_in',
      network: 'home',
      mac: 'k.right',
      sealed: 'sealed',
      brought: false,
      channel: 'sms',
      ...more,
    });
    const attempt = (tag: string, mac: string, more: { key?: string; network?: string; purpose?: Purpose } = {}) => ({
      tag,
      key: more.key,
      purpose: more.purpose ?? ('sign_in' as Purpose),
      network: more.network ?? 'home',
      macs: ['other.key', mac],
    });
    const opened = async (tag: string, more: Partial<OpenChallenge> = {}) => {
      const answer = await store.open(request(tag, more));
      if (answer.outcome !== 'opened') throw new Error(`was refused: ${answer.outcome}`);
      return answer;
    };

    it('opens one challenge for fifty requests at once', async () => {
      const tag = name('tag');
      const answers = await Promise.all(Array.from({ length: 50 }, () => store.open(request(tag))));
      expect(answers.filter((answer) => answer.outcome === 'opened')).toHaveLength(1);
      expect(answers.filter((answer) => answer.outcome === 'cooldown')).toHaveLength(49);
    });

    it('does not tell another network of the cool-down', async () => {
      const tag = name('tag');
      await opened(tag);
      expect(await store.open(request(tag, { purpose: 'reset' }))).toMatchObject({ outcome: 'cooldown' });
      expect(await store.open(request(tag, { network: 'away' }))).toMatchObject({ outcome: 'opened', fresh: true });
    });

    it('sends the same challenge again while half of its life is left, then a new one', async () => {
      const tag = name('tag');
      const first = await opened(tag);
      pass(299);
      expect(await opened(tag)).toMatchObject({ key: first.key, fresh: false, resendMs: 40_000, mac: 'k.right', sealed: 'sealed' });
      pass(31);
      expect(await opened(tag)).toMatchObject({ fresh: true });
    });

    it('makes a new challenge when the last one was used, has no attempts left, or a code is brought', async () => {
      const tag = name('tag');
      const first = await opened(tag);
      expect(await store.settle(attempt(tag, 'k.right'), false)).toEqual({
        outcome: 'matched',
        key: first.key,
        sealed: 'sealed',
        channel: 'sms',
      });
      pass(31);
      const second = await opened(tag);
      expect(second.fresh).toBe(true);
      pass(31);
      expect(await opened(tag, { brought: true, mac: 'k.brought' })).toMatchObject({ fresh: true, mac: 'k.brought' });
    });

    it('lets one network use half of a window of sends, and all networks the whole', async () => {
      const tag = name('tag');
      for (let index = 0; index < 3; index += 1) {
        await opened(tag);
        pass(31);
      }
      expect(await store.sendsLeft(tag, 'home')).toMatchObject({ left: 0 });
      expect(await store.open(request(tag))).toMatchObject({ outcome: 'limited', windowSeconds: 3600 });
      await opened(tag, { network: 'away' });
      await opened(tag, { network: 'afar' });
      const limited = await store.open(request(tag, { network: 'elsewhere' }));
      expect(limited).toMatchObject({ outcome: 'limited', windowSeconds: 3600 });
      if (limited.outcome === 'limited') pass(Math.ceil(limited.waitMs / 1000));
      expect(await store.open(request(tag, { network: 'elsewhere' }))).toMatchObject({ outcome: 'opened' });
    });

    it('compares at most five of fifty attempts at once, and refuses the right one after them', async () => {
      const tag = name('tag');
      const { key } = await opened(tag);
      const answers = await Promise.all(Array.from({ length: 50 }, () => store.settle(attempt(tag, 'k.wrong', { key }), false)));
      expect(answers.map((answer) => (answer.outcome === 'wrong' ? answer.attemptsLeft : -1)).sort()).toEqual([
        ...Array(46).fill(0),
        1,
        2,
        3,
        4,
      ]);
      expect(await store.settle(attempt(tag, 'k.right', { key }), false)).toMatchObject({ outcome: 'wrong', attemptsLeft: 0 });
    });

    it('matches at most five of fifty right codes at once', async () => {
      const tag = name('tag');
      await opened(tag);
      const answers = await Promise.all(Array.from({ length: 50 }, () => store.settle(attempt(tag, 'k.right'), false)));
      expect(answers.filter((answer) => answer.outcome === 'matched')).toHaveLength(5);
    });

    it('matches once where it ends the challenge itself', async () => {
      const tag = name('tag');
      await opened(tag);
      const answers = await Promise.all(Array.from({ length: 50 }, () => store.settle(attempt(tag, 'k.right'), true)));
      expect(answers.filter((answer) => answer.outcome === 'matched')).toHaveLength(1);
      expect(answers.filter((answer) => answer.outcome === 'none')).toHaveLength(49);
    });

    it('accepts a code for its own purpose only, and counts the attempt', async () => {
      const tag = name('tag');
      const { key } = await opened(tag);
      expect(await store.settle(attempt(tag, 'k.right', { key, purpose: 'reset' }), false)).toMatchObject({
        outcome: 'wrong',
        attemptsLeft: 4,
      });
      expect(await store.settle(attempt(tag, 'k.right', { purpose: 'reset' }), false)).toEqual({ outcome: 'none' });
    });

    it('keeps the owner’s attempts from strangers, and stops the strangers', async () => {
      const tag = name('tag');
      await opened(tag);
      for (let index = 0; index < 8; index += 1) await store.settle(attempt(tag, 'k.wrong', { network: `away${index}` }), false);
      expect(await store.settle(attempt(tag, 'k.right', { network: 'afar' }), false)).toMatchObject({ outcome: 'wrong', attemptsLeft: 0 });
      expect(await store.settle(attempt(tag, 'k.right'), false)).toMatchObject({ outcome: 'matched' });
    });

    it('gives no new attempts with a new challenge, but leaves a pending one its own (R7, R39)', async () => {
      const tag = name('tag');
      await opened(tag);
      await opened(tag, { network: 'away' });
      for (let index = 0; index < 5; index += 1) {
        await store.settle(attempt(tag, 'k.wrong', { network: 'away' }), false);
      }
      pass(31);
      expect(await store.open(request(tag, { network: 'away' }))).toMatchObject({ outcome: 'limited', windowSeconds: 3600 });
      for (let index = 0; index < 4; index += 1) await store.settle(attempt(tag, 'k.wrong'), false);
      expect(await store.settle(attempt(tag, 'k.right'), false)).toMatchObject({ outcome: 'matched' });
    });

    it('forgets a challenge at the end of its life, and one that is withdrawn, but not its send', async () => {
      const tag = name('tag');
      const { key } = await opened(tag);
      await store.withdraw(tag, key);
      expect(await store.settle(attempt(tag, 'k.right'), false)).toEqual({ outcome: 'none' });
      expect(await store.sendsLeft(tag, 'home')).toMatchObject({ left: 2 });
      await opened(tag);
      pass(600);
      expect(await store.settle(attempt(tag, 'k.right'), false)).toEqual({ outcome: 'none' });
    });

    it('sends a named challenge again on its schedule, to the end of its life', async () => {
      const tag = name('tag');
      const { key } = await opened(tag);
      const again = () => store.resend({ tag, key, network: 'home' });
      expect(await again()).toMatchObject({ outcome: 'cooldown' });
      pass(31);
      expect(await again()).toMatchObject({ outcome: 'opened', key, fresh: false, resendMs: 40_000 });
      pass(31);
      expect(await again()).toMatchObject({ outcome: 'cooldown' });
      pass(500);
      expect(await again()).toMatchObject({ outcome: 'opened', resendMs: 60_000 });
      pass(60);
      expect(await again()).toEqual({ outcome: 'none' });
    });

    it('knows nothing of an unknown challenge', async () => {
      const tag = name('tag');
      expect(await store.settle(attempt(tag, 'k.right', { key: name('key') }), false)).toEqual({ outcome: 'none' });
      expect(await store.resend({ tag, key: name('key'), network: 'home' })).toEqual({ outcome: 'none' });
      expect(await store.settle(attempt(tag, 'k.right'), false)).toEqual({ outcome: 'none' });
    });

    it('knows nothing to compare with until a code or a verification is attached', async () => {
      const tag = name('tag');
      const { key } = await opened(tag, { mac: undefined });
      expect(await store.settle(attempt(tag, 'k.right'), false)).toEqual({ outcome: 'none' });
      await store.attach(tag, key, { mac: 'k.right' });
      expect(await store.settle(attempt(tag, 'k.right'), false)).toMatchObject({ outcome: 'matched', channel: 'sms' });
    });

    it('has one code at a time: a provider’s verification takes the place of our code, and the reverse', async () => {
      const tag = name('tag');
      const { key } = await opened(tag);
      await store.attach(tag, key, { ref: 'ref' });
      expect(await store.settle(attempt(tag, 'k.right'), false)).toMatchObject({ outcome: 'check', ref: 'ref' });
      await store.attach(tag, key, { mac: 'k.other' });
      expect(await store.settle(attempt(tag, 'k.right'), false)).toMatchObject({ outcome: 'wrong' });
      expect(await store.settle(attempt(tag, 'k.other'), false)).toMatchObject({ outcome: 'matched' });
    });

    it('keeps the channel of the last message, and sends by another without a cool-down when it must', async () => {
      const tag = name('tag');
      const { key } = await opened(tag);
      expect(await store.resend({ tag, key, network: '', channel: 'voice' })).toMatchObject({ outcome: 'cooldown' });
      expect(await store.resend({ tag, key, network: '', channel: 'voice', failed: 'sms' })).toMatchObject({
        channel: 'voice',
        ref: undefined,
      });
      expect(await store.resend({ tag, key, network: '', channel: 'voice', failed: 'sms' })).toEqual({ outcome: 'none' });
      expect(await store.settle(attempt(tag, 'k.right'), false)).toMatchObject({ outcome: 'matched', channel: 'voice' });
    });

    it('names the verification that a new challenge takes the place of, unless another still holds it', async () => {
      const tag = name('tag');
      const mine = await opened(tag, { mac: undefined });
      await store.attach(tag, mine.key, { ref: 'alone' });
      pass(301);
      const next = await opened(tag, { mac: undefined });
      expect(next).toMatchObject({ fresh: true, staleRef: 'alone' });
      await store.attach(tag, next.key, { ref: 'shared' });
      const theirs = await opened(tag, { mac: undefined, network: 'away' });
      await store.attach(tag, theirs.key, { ref: 'shared' });
      pass(301);
      expect(await opened(tag, { mac: undefined })).toMatchObject({ fresh: true, staleRef: undefined });
    });

    it('counts a provider’s checks on a verification that challenges share, half of them for one network', async () => {
      const tag = name('tag');
      const mine = await opened(tag, { mac: undefined });
      const theirs = await opened(tag, { mac: undefined, network: 'away' });
      for (const { key } of [mine, theirs]) await store.attach(tag, key, { ref: 'ref' });
      const check = (network: string) => store.settle(attempt(tag, 'k.some', { network }), false);
      for (let index = 0; index < 3; index += 1) expect(await check('away')).toMatchObject({ outcome: 'check', ref: 'ref' });
      expect(await check('away')).toMatchObject({ outcome: 'wrong', attemptsLeft: 0 });
      expect(await check('home')).toMatchObject({ outcome: 'check', attemptsLeft: 4 });
      const last = await check('home');
      expect(last).toMatchObject({ outcome: 'check' });
      pass(31);
      expect(await opened(tag, { mac: undefined })).toMatchObject({ staleRef: 'ref' });
      if (last.outcome === 'check') await store.approve(tag, last.key, last.attemptId, 'k.some', false);
      expect(await check('home')).toMatchObject({ outcome: 'matched', key: mine.key });
      expect(await store.settle(attempt(tag, 'k.other'), false)).toMatchObject({ outcome: 'wrong' });
    });
  });
}
