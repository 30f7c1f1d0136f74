import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Clock } from '@sixdigit/config';
import { type LimitStorage, wideFactor } from './limit-storage.js';

export interface OpenedStorage {
  /** More than one: instances that share their limits. */
  readonly storages: readonly [LimitStorage, ...LimitStorage[]];
  close(): void;
}

const limit = 5;
const windowMs = 900_000;
const secondMs = 1000;

/** What every {@link LimitStorage} guarantees. Steps of time are whole seconds, far more than a test takes. */
export function limitStorageSuite(name: string, open: (clock: Clock) => OpenedStorage): void {
  describe(`${name} keeps the guarantees of a limit storage: it`, () => {
    let clock: Clock;
    let opened: OpenedStorage;

    beforeEach(() => {
      clock = new Clock();
      opened = open(clock);
    });
    afterEach(() => opened.close());

    const hit = (key: string, at = 0) => opened.storages[at % opened.storages.length]!.increment(key, windowMs, limit, windowMs, 'sends');
    const refund = (key: string, member: string) => opened.storages[0].refund(key, member);
    const letPass = (ms: number) => {
      clock.offsetMs += ms;
    };
    const admitted = async (key: string, attempts: number) => {
      const hits = await Promise.all(Array.from({ length: attempts }, (_, i) => hit(key, i)));
      return hits.filter(({ isBlocked }) => !isBlocked).length;
    };

    it('admits exactly the limit of many parallel hits', async () => {
      expect(await admitted('sends:{192.0.2.1}', 50)).toBe(limit);
    });

    it('keeps networks and budgets apart', async () => {
      await admitted('sends:{192.0.2.1}', limit);
      expect((await hit('sends:{192.0.2.1}')).isBlocked).toBe(true);
      expect((await hit('sends:{192.0.2.2}')).isBlocked).toBe(false);
      expect((await hit('verify:{192.0.2.1}')).isBlocked).toBe(false);
    });

    it('counts what it admits', async () => {
      expect((await hit('sends:{192.0.2.1}')).totalHits).toBe(1);
      expect((await hit('sends:{192.0.2.1}')).totalHits).toBe(2);
    });

    it('lets no double burst through at the edge of a window (T45)', async () => {
      expect(await admitted('sends:{192.0.2.1}', 1)).toBe(1);
      letPass(windowMs - 5 * secondMs);
      expect(await admitted('sends:{192.0.2.1}', 2 * limit)).toBe(limit - 1);
      letPass(10 * secondMs);
      expect(await admitted('sends:{192.0.2.1}', 2 * limit)).toBe(1);
    });

    it('admits no more than the limit in any window, however the hits are spread', async () => {
      const times: number[] = [];
      // steps from a fixed sequence: pauses of very different lengths, none of them a divisor of the window
      for (let i = 0; i < 120; i += 1) {
        letPass(((i * 7919) % 13) ** 2 * 1700);
        if (!(await hit('sends:{192.0.2.1}', i)).isBlocked) times.push(clock.offsetMs);
      }
      expect(times.length).toBeGreaterThan(2 * limit);
      for (let i = 0; i + limit < times.length; i += 1) expect(times[i + limit]! - times[i]!).toBeGreaterThanOrEqual(windowMs - secondMs);
    });

    it('says to the second when there is room again', async () => {
      await admitted('sends:{192.0.2.1}', 1);
      letPass(100 * secondMs);
      await admitted('sends:{192.0.2.1}', limit - 1);
      letPass(50 * secondMs);
      const { timeToBlockExpire } = await hit('sends:{192.0.2.1}');
      expect(timeToBlockExpire).toBeGreaterThan(740);
      expect(timeToBlockExpire).toBeLessThanOrEqual(750);
      letPass((timeToBlockExpire - 30) * secondMs);
      expect((await hit('sends:{192.0.2.1}')).isBlocked).toBe(true);
      letPass(30 * secondMs);
      expect(await admitted('sends:{192.0.2.1}', limit)).toBe(1);
    });

    it('does not hold refused hits against a caller who keeps trying', async () => {
      await admitted('sends:{192.0.2.1}', limit);
      for (let passed = 0; passed < windowMs; passed += 100 * secondMs) {
        expect(await admitted('sends:{192.0.2.1}', 10)).toBe(0);
        letPass(100 * secondMs);
      }
      expect(await admitted('sends:{192.0.2.1}', 10)).toBe(limit);
    });

    it('obeys a limit that was lowered, and says honestly how long that takes', async () => {
      await admitted('sends:{192.0.2.1}', 3);
      letPass(100 * secondMs);
      await admitted('sends:{192.0.2.1}', 2);
      const lowered = await opened.storages[0].increment('sends:{192.0.2.1}', windowMs, 1, windowMs, 'sends');
      expect(lowered.isBlocked).toBe(true);
      expect(lowered.timeToBlockExpire).toBeGreaterThan(890);
    });

    it('counts a /64 with the limit', async () => {
      expect(await admitted('sends:{2001:db8::/48}2001:db8:0:1::/64', 50)).toBe(limit);
    });

    it('counts the /48 around it with four times the limit', async () => {
      let passed = 0;
      for (let subnet = 0; subnet < 10; subnet += 1) passed += await admitted(`sends:{2001:db8::/48}2001:db8:0:${subnet}::/64`, 2 * limit);
      expect(passed).toBe(wideFactor * limit);
      const { timeToBlockExpire } = await hit('sends:{2001:db8::/48}2001:db8:0:ff::/64');
      expect(timeToBlockExpire).toBeGreaterThan(890);
      expect((await hit('sends:{2001:db8:1::/48}2001:db8:1:1::/64')).isBlocked).toBe(false);
    });

    it('keeps the first /64 of a /48 apart from the /48', async () => {
      await admitted('sends:{2001:db8::/48}2001:db8::/64', limit);
      expect(await admitted('sends:{2001:db8::/48}2001:db8:0:1::/64', 2 * limit)).toBe(limit);
    });

    it('charges the /48 nothing for what the /64 refuses', async () => {
      await admitted('sends:{2001:db8::/48}2001:db8:0:1::/64', 10 * limit);
      expect(await admitted('sends:{2001:db8::/48}2001:db8:0:2::/64', limit)).toBe(limit);
    });

    it('takes back exactly the hit that is refunded', async () => {
      const key = 'verify:{192.0.2.1}';
      await admitted(key, limit - 1);
      const { member } = await hit(key);
      await refund(key, member);
      await refund(key, member);
      expect(await admitted(key, limit)).toBe(1);
    });

    it('takes a refunded hit from the /48 too', async () => {
      const members: [string, string][] = [];
      for (let subnet = 0; subnet < wideFactor; subnet += 1) {
        const key = `verify:{2001:db8::/48}2001:db8:0:${subnet}::/64`;
        for (let i = 0; i < limit; i += 1) members.push([key, (await hit(key, i)).member]);
      }
      const stranger = 'verify:{2001:db8::/48}2001:db8:0:ff::/64';
      expect(await admitted(stranger, 1)).toBe(0);
      await refund(...members[0]!);
      expect(await admitted(stranger, 2)).toBe(1);
    });

    it('finds nothing to refund for a hit that was refused, that is unknown or that has left its window', async () => {
      const key = 'verify:{192.0.2.1}';
      const first = await hit(key);
      await admitted(key, limit);
      await refund(key, (await hit(key)).member);
      await refund(key, 'unknown');
      await refund('verify:{192.0.2.9}', 'unknown');
      expect(await admitted(key, 1)).toBe(0);
      letPass(windowMs);
      expect(await admitted(key, limit)).toBe(limit);
      await refund(key, first.member);
      expect(await admitted(key, 1)).toBe(0);
    });

    it('names every hit differently', async () => {
      const hits = await Promise.all(Array.from({ length: 40 }, (_, i) => hit(`sends:{192.0.2.${i}}`, i)));
      expect(new Set(hits.map(({ member }) => member)).size).toBe(40);
    });
  });
}
