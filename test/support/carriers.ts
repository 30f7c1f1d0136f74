import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LocalProvider, RunningProvider } from '../../libs/delivery/src/provider-kit/local-provider.fake.js';
import { definitions } from '../../libs/delivery/src/providers/registry.js';
import { phoneNumber } from './service.js';

/** Every provider brings how it is run on this machine in its own folder. */
const files = globSync('libs/delivery/src/providers/*/*.fake.ts').filter((file) => /\/([^/]+)\/\1\.fake\.ts$/.test(file));
const locals = await Promise.all(
  files.map(async (file) => ((await import(pathToFileURL(resolve(file)).href)) as { local: LocalProvider }).local),
);

/** A provider on this machine: how to choose it, how to read what it delivered, how to make it fail. */
export interface Carrier extends RunningProvider {
  destination(index: number): string;
  /** From now on sends are refused for certain. Answers a destination. */
  refuse(): string;
  advance(ms: number): void;
}

/** The providers that can be run on this machine, by their name, in the order of the registry. */
export const carriers: Readonly<Record<string, () => Promise<Carrier>>> = Object.fromEntries(
  definitions.flatMap(({ name }) => {
    const local = localOf(name);
    return local ? [[name, () => start(local)] as const] : [];
  }),
);

/** How a provider is run on this machine, undefined for one that does not bring it. */
export function localOf(name: string): LocalProvider | undefined {
  return locals.find((local) => local.name === name);
}

const destinationOfRefusals = 999;

async function start(local: LocalProvider): Promise<Carrier> {
  const running = await local.start();
  const destination = (index: number) => running.destination?.(index) ?? phoneNumber(index);
  return {
    ...running,
    destination,
    refuse: () => running.refuse() ?? destination(destinationOfRefusals),
    advance: (ms) => running.advance?.(ms),
  };
}
