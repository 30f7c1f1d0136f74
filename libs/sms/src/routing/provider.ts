import type { Channel } from '@sixdigit/contract';
import type { Strategy } from '../strategies/registration.js';
import { Breaker } from './breaker.js';

/** A vendor at work: its strategy, and the breaker in front of it. */
export class Provider {
  readonly breaker: Breaker;

  constructor(
    readonly name: string,
    readonly strategy: Strategy,
    /** Replies show the code. */
    readonly reveals: boolean,
  ) {
    this.breaker = new Breaker(name);
  }

  get channels(): readonly Channel[] {
    return this.strategy.kind === 'hosted' ? this.strategy.hosted.channels : this.strategy.carrier.channels;
  }
}
