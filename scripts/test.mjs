// Everything: the quick checks, all tests beside a real Redis and a real Postgres, and what is looked for after the run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withServices } from '../test/support/services.mjs';
import { checkSteps } from './check-steps.mjs';
import { runJest } from './jest.mjs';
import { runSteps } from './run-step.mjs';

const record = mkdtempSync(join(tmpdir(), 'sixdigit-record-'));
const afterSteps = [
  { name: 'no code, token or number in any log', command: `node scripts/log-scan.mjs ${record}` },
  { name: 'every problem is answered by a test', command: `node scripts/problem-coverage.mjs ${record}` },
];

try {
  const checks = await runSteps(checkSteps);
  const tests = await withServices((env) => runJest(process.argv.slice(2), { ...env, TEST_RECORD_DIR: record }));
  const after = await runSteps(afterSteps);
  const passed = checks.passed + tests.passed + after.passed;
  const failed = checks.failed + tests.failed + after.failed;
  console.log(`${passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''}`);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  rmSync(record, { recursive: true, force: true });
}
