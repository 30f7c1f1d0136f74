import { challengeStoreSuite, rules } from './challenge-store.suite.js';
import { MemoryChallengeStore } from './memory-challenge.store.js';

challengeStoreSuite('Memory', async (clock) => ({ store: new MemoryChallengeStore(clock, rules), close: () => undefined }));
