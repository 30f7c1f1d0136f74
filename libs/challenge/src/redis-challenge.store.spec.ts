import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@sixdigit/config';
import { RedisConnection } from '@sixdigit/redis';
import fc from 'fast-check';
import type { AskProvider, ChallengeStore } from './challenge.store.js';
import { challengeStoreSuite } from './challenge-store.suite.js';
import { MemoryChallengeStore } from './memory-challenge.store.js';
import { RedisChallengeStore } from './redis-challenge.store.js';
import { origin, rules } from './suites/bench.suite.js';

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

const from = fc.constantFrom(
  { network: '', site: '', range: '' },
  origin('home'),
  origin('next door', { range: 'home/24' }),
  origin('away'),
  origin('line1', { site: 'line', range: '' }),
  origin('line2', { site: 'line', range: '' }),
);
const facts = fc.constantFrom(
  { purpose: 'sign_in' as const, binding: '' },
  { purpose: 'register' as const, binding: '' },
  { purpose: 'step_up' as const, binding: 'ten' },
  { purpose: 'step_up' as const, binding: 'ten thousand' },
);
const mac = fc.constantFrom('k.one', 'k.two');
const channel = fc.constantFrom('sms' as const, 'voice' as const);
const ref = fc.constantFrom('r1', 'r2', 'r3');
const which = fc.nat(5);
const step = fc.oneof(
  fc.record({
    kind: fc.constant('open' as const),
    origin: from,
    facts,
    mac: fc.option(mac, { nil: undefined }),
    callerSupplied: fc.boolean(),
    channel,
    windows: fc.option(fc.constant([{ count: 40, seconds: 3600 }]), { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('resend' as const), origin: from, which, channel: fc.option(channel, { nil: undefined }) }),
  fc.record({ kind: fc.constant('escalate' as const), which, channel, failed: channel }),
  fc.record({ kind: fc.constant('attempt' as const), origin: from, facts, mac, which: fc.option(which), consume: fc.boolean() }),
  fc.record({ kind: fc.constant('attachCode' as const), which, mac }),
  fc.record({ kind: fc.constant('attach' as const), which, ref, replaces: fc.uniqueArray(ref), attemptsMax: fc.constantFrom(3, 5) }),
  fc.record({ kind: fc.constant('cancelling' as const), ref }),
  fc.record({ kind: fc.constant('approve' as const), mac, consume: fc.boolean() }),
  fc.record({ kind: fc.constant('gone' as const) }),
  fc.record({ kind: fc.constant('withdraw' as const), which }),
  fc.record({ kind: fc.constant('sendsLeft' as const), origin: from }),
  fc.record({ kind: fc.constant('pass' as const), seconds: fc.constantFrom(1.317, 32.713, 61.519, 130.911, 301.373, 700.117, 3700.71) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What a sequence has been given so far. */
interface Held {
  readonly handles: { readonly nonce: string; readonly handle: string }[];
  asked: AskProvider | undefined;
}

const unknown = { nonce: 'unknown', handle: 'unknown' };

/** No multiple of it is near a limit of the rules. */
const openingMs = 1_137;

async function perform(store: ChallengeStore, clock: Clock, hash: string, now: Step, held: Held, index: number): Promise<unknown> {
  const at = (position: number) => held.handles[position] ?? unknown;
  switch (now.kind) {
    case 'open': {
      // which of two is the newer must not hang on a millisecond
      clock.offsetMs += openingMs;
      const { facts: bound, ...request } = now;
      const answer = await store.open({
        ...request,
        ...bound,
        hash,
        nonce: `nonce${index}`,
        handle: `handle${index}`,
        sealed: `sealed${index}`,
      });
      if (answer.outcome === 'opened') held.handles.push({ nonce: answer.nonce, handle: answer.handle });
      return answer;
    }
    case 'resend':
      return store.resend({ hash, ...at(now.which), purposes: ['sign_in', 'step_up'], origin: now.origin, channel: now.channel });
    case 'escalate':
      return store.escalate({ hash, nonce: at(now.which).nonce, channel: now.channel, failed: now.failed });
    case 'attempt': {
      const named = now.which === null ? undefined : at(now.which);
      const answer = await store.attempt({ hash, named, ...now.facts, origin: now.origin, macs: [now.mac] }, now.consume);
      if (answer.outcome === 'ask_provider') held.asked = answer;
      return answer;
    }
    case 'attachCode':
      return store.attachCode({ hash, nonce: at(now.which).nonce, mac: now.mac });
    case 'attach': {
      const { ref: started, replaces, attemptsMax } = now;
      return store.attachVerification({ hash, ...at(now.which), provider: 'p', slot: 's', ref: started, replaces, attemptsMax });
    }
    case 'cancelling':
      return store.cancelling(hash, [now.ref]);
    case 'approve':
      return held.asked && store.approve({ hash, ...held.asked, mac: now.mac, consume: now.consume });
    case 'gone':
      return held.asked && store.verificationGone({ hash, ...held.asked });
    case 'withdraw':
      return store.withdraw({ hash, ...at(now.which) });
    case 'sendsLeft':
      return store.sendsLeft(hash, now.origin);
    case 'pass':
      clock.offsetMs += now.seconds * 1000;
      return undefined;
  }
}

/** Runs a sequence on a store. */
async function run(store: ChallengeStore, clock: Clock, hash: string, steps: readonly Step[]): Promise<unknown[]> {
  const held: Held = { handles: [], asked: undefined };
  const answers: unknown[] = [];
  for (const [index, now] of steps.entries()) answers.push(await perform(store, clock, hash, now, held, index));
  return answers;
}

/** The two clocks do not tick together: their times may differ by this. */
const toleranceMs = 900;

/** Answers without what is random, and the times in them apart. */
function tidy(answers: readonly unknown[]): { facts: unknown[]; times: number[] } {
  const times: number[] = [];
  const facts = answers.map((answer) => {
    if (typeof answer !== 'object' || answer === null) return undefined;
    const members = Object.entries(answer)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .filter(([name]) => name !== 'attemptId');
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
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const clocks = [new Clock(), new Clock()] as const;
        const hash = randomBytes(16).toString('base64url');
        const inMemory = tidy(await run(new MemoryChallengeStore(clocks[0], rules), clocks[0], hash, steps));
        const onRedis = tidy(await run(new RedisChallengeStore(redis, clocks[1], rules), clocks[1], hash, steps));
        expect(onRedis.facts).toEqual(inMemory.facts);
        const apart = onRedis.times.map((time, index) => Math.abs(time - inMemory.times[index]!));
        expect(Math.max(0, ...apart)).toBeLessThan(toleranceMs);
      }),
      { numRuns: 200 },
    );
  });
});
