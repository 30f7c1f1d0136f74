import type { Channel } from '@sixdigit/contract';
import type { HostedRules, Provider } from '../provider-kit/provider-definition.js';
import { Breaker } from './breaker.js';

/** A provider in use, and the breaker in front of it. */
export class ProviderInUse {
  readonly breaker: Breaker;
  readonly channels: readonly Channel[];

  constructor(
    readonly name: string,
    readonly port: Provider,
    /** Replies show the code. */
    readonly exposesCode: boolean,
    /** What its verifications allow, where it makes the codes. */
    readonly hosted?: HostedRules | undefined,
  ) {
    this.breaker = new Breaker(name);
    this.channels = port.channels;
  }
}
