import { type Fault, Sandbox } from '../../../../apps/sandbox/src/index.js';
import type { LocalProvider, Mishap, RunningProvider } from './local-provider.fake.js';

const mishaps: readonly Mishap[] = [
  { kind: 'reset' },
  { kind: 'hang' },
  { kind: 'malformed' },
  { kind: 'error', status: 500 },
  { kind: 'error', status: 503 },
  { kind: 'error', status: 401 },
];

interface Options {
  /** How it refuses to send. */
  readonly refusal: Fault;
  /** Variables beside those of the sandbox. */
  readonly environment: Readonly<Record<string, string>>;
  /** Paths of calls that send nothing. */
  readonly sendsNothing?: RegExp;
  readonly reportTo?: (sandbox: Sandbox, addressOf: (kind: string) => string) => void;
}

/** A provider whose vendor has a fake in the sandbox. */
export function sandboxProvider(name: string, { refusal, environment, sendsNothing, reportTo }: Options): LocalProvider {
  return {
    name,
    mishaps,
    start: async (): Promise<RunningProvider> => {
      const sandbox = await Sandbox.start();
      return {
        environment: { ...sandbox.environmentOf(name), ...environment },
        channel: 'sms',
        codeFor: (to) => sandbox.codeFor(to),
        refuse: () => void sandbox.faults.add(refusal),
        recover: () => sandbox.faults.clear(),
        advance: (ms) => sandbox.advance(ms),
        meet: (mishap) => sandbox.faults.add(mishap),
        sends: () => sandbox.requests.filter(({ path }) => !sendsNothing?.test(path)).length,
        reportTo: (addressOf) => reportTo?.(sandbox, addressOf),
        settled: () => sandbox.settled(),
        violations: () => sandbox.violations,
        stop: () => sandbox.stop(),
      };
    },
  };
}
