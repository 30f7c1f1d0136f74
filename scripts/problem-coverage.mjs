// Every row of the problem table is the answer of at least one end-to-end test.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const { problemCodes } = await import('../dist/apps/api/libs/contract/src/problems.js');
const folder = process.argv[2];
const files = readdirSync(folder).filter((file) => file.startsWith('problem-'));
const seen = new Set(files.flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n')));
const unseen = problemCodes.filter((code) => !seen.has(code));
if (unseen.length > 0) console.error(`No test is answered with: ${unseen.join(', ')}`);
process.exitCode = unseen.length > 0 ? 1 : 0;
