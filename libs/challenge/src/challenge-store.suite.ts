import { afterAll, beforeAll, describe } from '@jest/globals';
import { Clock } from '@sixdigit/config';
import type { ChallengeStore } from './challenge.store.js';
import { attemptGuarantees } from './suites/attempts.suite.js';
import { Bench } from './suites/bench.suite.js';
import { handleGuarantees } from './suites/handles.suite.js';
import { hostedGuarantees } from './suites/hosted.suite.js';
import { sendGuarantees } from './suites/sends.suite.js';

export interface Opening {
  readonly store: ChallengeStore;
  close(): void;
}

/** The guarantees of a challenge store, whatever keeps it. */
export function challengeStoreSuite(title: string, open: (clock: Clock) => Promise<Opening>): void {
  describe(`${title} keeps the guarantees of a challenge store: it`, () => {
    const clock = new Clock();
    let opening: Opening;
    beforeAll(async () => {
      opening = await open(clock);
    });
    afterAll(() => opening.close());

    const bench = () => new Bench(opening.store, clock);
    sendGuarantees(bench);
    handleGuarantees(bench);
    attemptGuarantees(bench);
    hostedGuarantees(bench);
  });
}
