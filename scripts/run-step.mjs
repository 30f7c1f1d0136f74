import { spawn } from 'node:child_process';

/** Runs one step and shows its output when it fails. */
export function runStep({ name, command }) {
  const began = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('exit', (code) => {
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output);
      resolve(code === 0);
    });
  });
}

/** Runs steps two at a time, goes on after a failure, and counts. A step waits for those it names in `after`. */
export async function runSteps(steps) {
  const waiting = [...steps];
  const done = new Map();
  const worker = async () => {
    for (;;) {
      const next = waiting.findIndex((step) => (step.after ?? []).every((name) => done.has(name)));
      if (next >= 0) {
        const [step] = waiting.splice(next, 1);
        const blocked = (step.after ?? []).some((name) => !done.get(name));
        if (blocked) console.log(`FAIL ${step.name} (not run: ${step.after.join(', ')} failed)`);
        done.set(step.name, blocked ? false : await runStep(step));
      } else if (waiting.length === 0) return;
      else await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await Promise.all([worker(), worker()]);
  const passed = [...done.values()].filter(Boolean).length;
  return { passed, failed: done.size - passed };
}
