import { describe, expect, it } from '@jest/globals';
import { ChallengeConfig } from '../challenge.config.js';
import type { Origin } from '../challenge.store.js';
import { challengeRules } from '../challenge-rules.js';
import { type DestinationState, emptyState, prune } from '../destination-state.js';
import { attempt } from './attempt.js';
import { open } from './sends.js';

const hourMs = 3_600_000;
const addresses = 1000;

/** An IPv4 address in a /24 of its own: the hardest to tell apart. */
const addressOf = (index: number): Origin => ({ network: `a${index}`, site: `a${index}`, range: `a${index}/24` });

/** A day of guessing at one number, in waves of fifty addresses: each asks for a code, guesses by its handle and by phone. */
function compareAllDay(config: Partial<ChallengeConfig>): number {
  const rules = challengeRules(Object.assign(new ChallengeConfig(), config));
  const state: DestinationState = emptyState();
  const waves = addresses / 50;
  let compared = 0;
  for (let wave = 0; wave < waves; wave += 1) {
    const now = Math.floor((wave * 24 * hourMs) / waves);
    const origins = Array.from({ length: 50 }, (_, index) => addressOf(wave * 50 + index));
    prune(state, rules, now);
    const handles = origins.map((origin, index) => {
      const name = `${wave}.${index}`;
      const request = { hash: 'hash', nonce: name, handle: name, purpose: 'sign_in' as const, binding: '', origin, mac: 'k.right' };
      open(state, { ...request, sealed: '', callerSupplied: false, channel: 'sms' }, rules, now);
      return { nonce: name, handle: name };
    });
    const before = state.compared.length;
    for (let round = 0; round < rules.attemptsMax * 3; round += 1)
      for (const [index, origin] of origins.entries())
        for (const named of [handles[index], undefined]) {
          const guess = { hash: 'hash', named, purpose: 'sign_in' as const, binding: '', origin, macs: ['k.wrong'] };
          attempt({ state, attempt: guess, rules, now, attemptId: `${compared}`, consume: false });
        }
    compared += state.compared.length - before;
  }
  return compared;
}

describe('the comparisons of one number in a day', () => {
  it('are at most 150 by a thousand addresses that use every way there is, under the defaults (T13)', () => {
    expect(compareAllDay({})).toBeLessThanOrEqual(150);
  });

  it('stay bounded where a setting allows a hundred messages an hour and a thousand a day', () => {
    // by phone they end at 120; a new handle then has one attempt; those that were pending keep theirs
    const rules = { sendsMax: 100, sendWindowSeconds: 3600, sendsPerDayMax: 1000 };
    expect(compareAllDay(rules)).toBeLessThanOrEqual(120 + 20 * (5 * 5 + 5));
  });
});
