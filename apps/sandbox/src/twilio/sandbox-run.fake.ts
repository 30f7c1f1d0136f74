import { afterEach, beforeEach } from '@jest/globals';
import { Receiver } from '../receiver.fake.js';
import { Sandbox } from '../sandbox.js';
import { SandboxCustomer } from './twilio-client.fake.js';

/** What one test has to itself; it may put another sandbox or customer in their place. */
export interface SandboxRun {
  sandbox: Sandbox;
  /** Takes receipts in the service's place. */
  receiver: Receiver;
  /** Twilio's own client, with the account of the sandbox. */
  customer: SandboxCustomer;
}

/** A sandbox for each test of a file, started before and stopped after it. `to` is the number that the customer sends to. */
export function sandboxForEachTest(to: string): SandboxRun {
  const run = {} as SandboxRun;
  beforeEach(async () => {
    run.receiver = await Receiver.start();
    run.sandbox = await Sandbox.start();
    run.customer = new SandboxCustomer(run.sandbox, to);
  });
  afterEach(async () => {
    await run.sandbox.stop();
    await run.receiver.stop();
  });
  return run;
}
