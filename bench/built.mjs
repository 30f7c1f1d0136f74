// Where the build keeps what the benches start and import: the one place to change when files move.
export { challengeScripts } from '../dist/apps/api/libs/challenge/src/scripts/challenge-scripts.js';

export const main = 'dist/apps/api/apps/api/src/main.js';
export const migrate = 'dist/apps/api/apps/api/src/migrate.js';
