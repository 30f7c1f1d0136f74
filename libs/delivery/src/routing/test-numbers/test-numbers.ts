import type { Clock } from '@sixdigit/config';
import { ProviderInUse } from '../provider-in-use.js';
import { TestNumberCarrier } from './test-number.carrier.js';
import type { TestNumbersConfig } from './test-numbers.config.js';

const dayMs = 86_400_000;

/** The numbers of `TEST_NUMBERS`, answered before any provider is asked. */
export class TestNumbers {
  private readonly providers: ReadonlyMap<string, ProviderInUse>;
  private readonly endsMs: number;

  constructor(
    { numbers, until }: TestNumbersConfig,
    private readonly clock: Clock,
  ) {
    this.endsMs = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(`${until}T00:00:00Z`) + dayMs;
    this.providers = new Map(
      numbers.map((item) => {
        const [number = '', fixedCode = ''] = item.split(':');
        return [number, new ProviderInUse('test-number', new TestNumberCarrier(fixedCode), false)];
      }),
    );
  }

  /** What answers for a test number; undefined for every other, and after the last day. */
  providerFor(to: string): ProviderInUse | undefined {
    if (this.providers.size === 0 || this.clock.now() >= this.endsMs) return undefined;
    return this.providers.get(to);
  }
}
