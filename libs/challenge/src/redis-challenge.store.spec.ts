import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@sixdigit/config';
import { RedisConnection } from '@sixdigit/redis';
import fc from 'fast-check';
import type { ChallengeStore } from './challenge.store.js';
import { challengeStoreSuite, rules } from './challenge-store.suite.js';
import { MemoryChallengeStore } from './memory-challenge.store.js';
import { RedisChallengeStore } from './redis-challenge.store.js';

const url = process.env['TEST_REDIS_URL'];

async function connect(): Promise<RedisConnection> {
  const redis = new RedisConnection({ url, keyPrefix: `${randomBytes(6).toString('hex')}:` });
  await redis.connected();
  return redis;
}

if (url)
  challengeStoreSuite('Redis', async (clock) => {
    const redis = await connect();
    return { store: new RedisChallengeStore(redis, clock, rules), close: () => redis.close() };
  });

const network = fc.constantFrom('', 'home', 'away', 'afar');
const purpose = fc.constantFrom('sign_in' as const, 'reset' as const);
const mac = fc.constantFrom('k.one', 'k.two');
const channel = fc.constantFrom('sms' as const, 'voice' as const);
const which = fc.nat(5);
const step = fc.oneof(
  fc.record({ kind: fc.constant('open' as const), network, purpose, mac, brought: fc.boolean(), channel }),
  fc.record({
    kind: fc.constant('resend' as const),
    network,
    which,
    channel: fc.option(channel, { nil: undefined }),
    failed: fc.option(channel, { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('settle' as const), network, purpose, mac, which: fc.option(which), consume: fc.boolean() }),
  fc.record({ kind: fc.constant('attach' as const), which, proof: fc.constantFrom({ ref: 'r1' }, { ref: 'r2' }, { mac: 'k.two' }) }),
  fc.record({ kind: fc.constant('withdraw' as const), which }),
  fc.record({ kind: fc.constant('pass' as const), seconds: fc.constantFrom(1.317, 32.713, 61.519, 130.911, 301.373, 700.117, 3700.71) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Runs a sequence on a store. */
async function run(store: ChallengeStore, clock: Clock, tag: string, steps: readonly Step[]): Promise<unknown[]> {
  const keys: string[] = [];
  const answers: unknown[] = [];
  for (const [index, now] of steps.entries()) answers.push(await perform(store, clock, tag, now, keys, index));
  return answers;
}

/** No multiple of it is near a limit of the rules. */
const openingMs = 1_137;

async function perform(store: ChallengeStore, clock: Clock, tag: string, now: Step, keys: string[], index: number): Promise<unknown> {
  const keyAt = (position: number | null) => (position === null ? undefined : (keys[position] ?? 'unknown'));
  switch (now.kind) {
    case 'open': {
      keys.push(`key${index}`);
      // which of two is the newer must not hang on a millisecond
      clock.offsetMs += openingMs;
      return store.open({ ...now, tag, key: `key${index}`, sealed: `sealed${index}` });
    }
    case 'resend':
      return store.resend({ tag, key: keyAt(now.which)!, network: now.network, channel: now.channel, failed: now.failed });
    case 'settle':
      return store.settle({ tag, key: keyAt(now.which), purpose: now.purpose, network: now.network, macs: [now.mac] }, now.consume);
    case 'attach':
      return store.attach(tag, keyAt(now.which)!, now.proof);
    case 'withdraw':
      return store.withdraw(tag, keyAt(now.which)!);
    case 'pass':
      clock.offsetMs += now.seconds * 1000;
      return undefined;
  }
}

/** The two clocks do not tick together: their times may differ by this. */
const toleranceMs = 900;

/** Answers without what is random, and the times in them apart. */
function tidy(answers: readonly unknown[]): { facts: unknown[]; times: number[] } {
  const times: number[] = [];
  const facts = answers.map((answer) => {
    if (typeof answer !== 'object' || answer === null) return undefined;
    const members = Object.entries(answer).filter(([name]) => name !== 'attemptId' && name !== 'spentRef');
    times.push(...members.filter(([name]) => name.endsWith('Ms')).map(([, value]) => Number(value)));
    return Object.fromEntries(members.filter(([name]) => !name.endsWith('Ms')));
  });
  return { facts, times };
}

(url ? describe : describe.skip)('the two stores', () => {
  let redis: RedisConnection;
  beforeAll(async () => {
    redis = await connect();
  });
  afterAll(() => redis.close());

  it('answer any sequence of steps alike', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const clocks = [new Clock(), new Clock()] as const;
        const tag = randomBytes(16).toString('base64url');
        const inMemory = tidy(await run(new MemoryChallengeStore(clocks[0], rules), clocks[0], tag, steps));
        const onRedis = tidy(await run(new RedisChallengeStore(redis, clocks[1], rules), clocks[1], tag, steps));
        expect(onRedis.facts).toEqual(inMemory.facts);
        const apart = onRedis.times.map((time, index) => Math.abs(time - inMemory.times[index]!));
        expect(Math.max(0, ...apart)).toBeLessThan(toleranceMs);
      }),
      { numRuns: 200 },
    );
  });
});
