import { describe, expect, it } from '@jest/globals';
import { Clock } from '@sixdigit/config';
import { limitStorageSuite } from './limit-storage.suite.js';
import { MemoryLimitStorage } from './memory-limit.store.js';

limitStorageSuite('memory', (clock) => ({ storages: [new MemoryLimitStorage(clock)], close: () => undefined }));

const windowMs = 900_000;

describe('MemoryLimitStorage', () => {
  it('stays within its memory, however many networks call', async () => {
    const storage = new MemoryLimitStorage(new Clock(), 100);
    for (let i = 0; i < 5000; i += 1) await storage.increment(`sends:{10.0.${i >> 8}.${i & 255}}`, windowMs, 5);
    expect(storage.size).toBeLessThanOrEqual(100);
  });

  it('forgets first whom it heard of longest ago', async () => {
    const storage = new MemoryLimitStorage(new Clock(), 3);
    for (const key of ['{a}', '{b}', '{c}', '{a}', '{d}']) await storage.increment(key, windowMs, 2);
    expect((await storage.increment('{a}', windowMs, 2)).isBlocked).toBe(true);
    expect((await storage.increment('{b}', windowMs, 1)).isBlocked).toBe(false);
  });

  it('obeys a limit that is larger than its memory', async () => {
    const storage = new MemoryLimitStorage(new Clock(), 3);
    for (let i = 0; i < 10; i += 1) expect((await storage.increment('{a}', windowMs, 10)).isBlocked).toBe(false);
    expect((await storage.increment('{a}', windowMs, 10)).isBlocked).toBe(true);
  });

  it('lets go of windows that have passed', async () => {
    const clock = new Clock();
    const storage = new MemoryLimitStorage(clock);
    for (let i = 0; i < 40; i += 1) await storage.increment(`sends:{10.0.0.${i}}`, windowMs, 5);
    clock.offsetMs += windowMs;
    for (let i = 0; i < 20; i += 1) await storage.increment('sends:{10.0.1.0}', windowMs, 50);
    expect(storage.size).toBe(20);
  });

  it('does not fill up by the hits of a caller who stays', async () => {
    const clock = new Clock();
    const storage = new MemoryLimitStorage(clock);
    for (let i = 0; i < 50; i += 1) {
      await storage.increment('sends:{10.0.0.1}', windowMs, 5);
      clock.offsetMs += windowMs;
    }
    expect(storage.size).toBe(1);
  });
});
