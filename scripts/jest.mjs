import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChild } from './run-child.mjs';

const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];

/** Runs Jest; its counts, and whether all went well. */
export async function runJest(args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sixdigit-jest-'));
  const outputFile = join(folder, 'result.json');
  const code = await runChild(process.execPath, [...flags, ...args, '--json', `--outputFile=${outputFile}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });
  try {
    const result = JSON.parse(readFileSync(outputFile, 'utf8'));
    const brokenSuites = result.numRuntimeErrorTestSuites;
    const failed = result.numFailedTests + brokenSuites;
    return { passed: result.numPassedTests, failed: failed || (code === 0 ? 0 : 1), skipped: result.numPendingTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
