import { type Channel, countryOf, Problem } from '@sixdigit/contract';
import type { BreakerState } from './breaker.js';
import type { ProviderInUse } from './provider-in-use.js';
import { orderFor, type Routes } from './routes.js';
import type { TestNumbers } from './test-numbers/test-numbers.js';

/** Decides who may send to a number, and in which order. */
export class Router {
  private readonly byName: ReadonlyMap<string, ProviderInUse>;

  constructor(
    providers: readonly ProviderInUse[],
    /** Providers in the order of `SMS_PROVIDER`. */
    private readonly list: readonly string[],
    private readonly routes: Routes,
    /** Channels on offer, in the order in which they take over from each other. */
    private readonly channels: readonly Channel[],
    private readonly testNumbers: TestNumbers,
  ) {
    this.byName = new Map(providers.map((provider) => [provider.name, provider]));
  }

  /** Who may send, best first. Throws a `Problem` (400) where nobody can. */
  route(to: string, channel: Channel): readonly ProviderInUse[] {
    const test = this.testNumbers.providerFor(to);
    const found = test ? [test].filter(({ channels }) => channels.includes(channel)) : this.offered(to, channel);
    if (found.length === 0) throw new Problem('not_available', { fields: { channel: `${channel} is not on offer` } });
    return found;
  }

  /** The channels that a number can be reached by. */
  channelsFor(to: string): readonly Channel[] {
    if (this.isTestNumber(to)) return ['sms'];
    return this.channels.filter((channel) => this.candidates(to, channel).length > 0);
  }

  isTestNumber(to: string): boolean {
    return this.testNumbers.providerFor(to) !== undefined;
  }

  /** The channel that takes over when a message to a number of this country (ISO 3166) does not arrive: the next that somebody serves. */
  channelAfter(failed: Channel, country: string | undefined): Channel | undefined {
    const at = this.channels.indexOf(failed);
    if (at < 0) return undefined;
    return this.channels.slice(at + 1).find((channel) => channel !== 'email' && this.serving(country ?? '*', channel).length > 0);
  }

  named(name: string): ProviderInUse | undefined {
    return this.byName.get(name);
  }

  /** Of every provider in use, whether it is being left alone. */
  get states(): Readonly<Record<string, BreakerState>> {
    return Object.fromEntries([...this.byName.values()].map(({ name, breaker }) => [name, breaker.state]));
  }

  private offered(to: string, channel: Channel): readonly ProviderInUse[] {
    return this.channels.includes(channel) ? this.candidates(to, channel) : [];
  }

  private candidates(to: string, channel: Channel): readonly ProviderInUse[] {
    const isAddress = to.includes('@');
    // a letter goes to an address, everything else to a number
    if (isAddress !== (channel === 'email')) return [];
    // the country is read only where somebody routes by it
    return this.serving(isAddress || this.routes.byCountry.size === 0 ? '*' : countryOf(to), channel);
  }

  private serving(country: string, channel: Channel): readonly ProviderInUse[] {
    return orderFor(country, this.routes, this.list).flatMap((name) => {
      const provider = this.byName.get(name);
      return provider?.channels.includes(channel) ? [provider] : [];
    });
  }
}
