// Everything: the quick checks, all tests beside a real Redis and a real Postgres, and what is looked for after the run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withServices } from '../test/support/services.mjs';
import { checkSteps } from './check-steps.mjs';
import { runJest } from './jest.mjs';
import { pgliteTemplate } from './pglite-template.mjs';
import { runSteps } from './run-step.mjs';

const record = mkdtempSync(join(tmpdir(), 'sixdigit-record-'));
const afterSteps = [
  { name: 'no code, token or number in any log', command: `node scripts/log-scan.mjs ${record}` },
  { name: 'every problem is answered by a test', command: `node scripts/problem-coverage.mjs ${record}` },
];

try {
  const checks = await runSteps(checkSteps);
  const tests = await withServices(runAll).catch(notRun);
  const after = await runSteps(afterSteps);
  const passed = checks.passed + tests.passed + after.passed;
  const failed = checks.failed + tests.failed + after.failed;
  console.log(`${passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''}`);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  rmSync(record, { recursive: true, force: true });
}

async function runAll(env) {
  return runJest(process.argv.slice(2), { PGLITE_TEMPLATE: await pgliteTemplate(), ...env, TEST_RECORD_DIR: record });
}

/** Without its servers a run in CI is a failure, and is counted like any other. */
function notRun(error) {
  console.error(error.message);
  return { passed: 0, failed: 1, skipped: 0 };
}
