// Where the build keeps what the benches start and import: the one place to change when files move.
import { ChallengeConfig } from '../dist/apps/api/libs/challenge/src/challenge.config.js';
import { challengeRules as rulesOf } from '../dist/apps/api/libs/challenge/src/challenge-rules.js';
import { keptMs } from '../dist/apps/api/libs/challenge/src/destination-state.js';

export { scripts } from '../dist/apps/api/libs/challenge/src/scripts/scripts.generated.js';

/** As the store hands them to its scripts. */
const rules = rulesOf(new ChallengeConfig());
export const challengeRules = { ...rules, keptMs: keptMs(rules) };

export const main = 'dist/apps/api/apps/api/src/main.js';
export const migrate = 'dist/apps/api/apps/api/src/migrate.js';
