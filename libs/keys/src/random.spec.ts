import { describe, expect, it } from '@jest/globals';
import { randomBuffer, randomToken } from './random.js';

describe('random bytes', () => {
  it('are never handed out twice, over many fillings of the pool', () => {
    const seen = new Set(Array.from({ length: 20_000 }, () => randomToken(16)));
    expect(seen.size).toBe(20_000);
  });

  it('belong to one caller alone', () => {
    const first = randomBuffer(32);
    const before = first.toString('hex');
    for (let index = 0; index < 1000; index += 1) randomBuffer(32);
    expect(first.toString('hex')).toBe(before);
    expect(first).toHaveLength(32);
  });
});
