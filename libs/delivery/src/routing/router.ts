import { type Channel, type Destination, Problem } from '@sixdigit/contract';
import type { BreakerState } from './breaker.js';
import type { ProviderInUse } from './provider-in-use.js';
import { orderFor, type Routes } from './routes.js';
import type { TestNumbers } from './test-numbers/test-numbers.js';

/** Who may send to a destination by a channel. */
export interface Route {
  /** Best first; at least one. */
  readonly providers: readonly [ProviderInUse, ...ProviderInUse[]];
  /** Other channels that the destination can be reached by. */
  readonly otherChannels: readonly Channel[];
}

/** Decides who may send to a destination, and in which order. */
export class Router {
  private readonly byName: ReadonlyMap<string, ProviderInUse>;
  /** By country and channel: the settings do not change. */
  private readonly served = new Map<string, readonly ProviderInUse[]>();

  constructor(
    providers: readonly ProviderInUse[],
    /** Providers in the order of `SMS_PROVIDER`. */
    private readonly list: readonly string[],
    private readonly routes: Routes,
    /** Channels on offer, in the order in which they take over from each other. */
    private readonly channels: readonly Channel[],
    readonly testNumbers: TestNumbers | undefined,
  ) {
    this.byName = new Map(providers.map((provider) => [provider.name, provider]));
  }

  /** Throws a `Problem` (400) where no provider can. */
  route(destination: Destination, channel: Channel): Route {
    const test = this.testNumbers?.providerFor(destination.to);
    const served = (by: Channel) => (test ? [test].filter(({ channels }) => channels.includes(by)) : this.candidates(destination, by));
    const [first, ...others] = test || this.channels.includes(channel) ? served(channel) : [];
    if (!first) throw new Problem('not_available', { fields: { channel: `${channel} is not on offer` } });
    const otherChannels = this.channels.filter((other) => other !== channel && served(other).length > 0);
    return { providers: [first, ...others], otherChannels };
  }

  /** The channel that takes over when a message to a number of this country (ISO 3166) does not arrive: the next that a provider serves. */
  channelAfter(failed: Channel, country: string | undefined): Channel | undefined {
    const at = this.channels.indexOf(failed);
    if (at < 0) return undefined;
    return this.channels.slice(at + 1).find((channel) => channel !== 'email' && this.serving(country ?? '*', channel).length > 0);
  }

  named(name: string): ProviderInUse | undefined {
    return this.byName.get(name);
  }

  /** Of every provider in use, whether its circuit is open. */
  get states(): Readonly<Record<string, BreakerState>> {
    return Object.fromEntries([...this.byName.values()].map(({ name, breaker }) => [name, breaker.state]));
  }

  /** A message to an address is an e-mail, and one to a number is none. */
  private candidates({ country }: Destination, channel: Channel): readonly ProviderInUse[] {
    const isAddress = country === undefined;
    return isAddress === (channel === 'email') ? this.serving(country ?? '*', channel) : [];
  }

  private serving(country: string, channel: Channel): readonly ProviderInUse[] {
    const key = `${country} ${channel}`;
    let providers = this.served.get(key);
    if (!providers) {
      const named = orderFor(country, this.routes, this.list).flatMap((name) => this.byName.get(name) ?? []);
      providers = named.filter(({ channels }) => channels.includes(channel));
      this.served.set(key, providers);
    }
    return providers;
  }
}
