// The quick part of the gate: everything that needs no server.
import { checkSteps } from './check-steps.mjs';
import { runJest } from './jest.mjs';
import { runSteps } from './run-step.mjs';

const steps = await runSteps(checkSteps);
const unit = await runJest(['--selectProjects', 'unit']);
const failed = steps.failed + unit.failed;
console.log(`${steps.passed + unit.passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
