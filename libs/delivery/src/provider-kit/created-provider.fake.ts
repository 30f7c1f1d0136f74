import { load, ServiceConfig } from '@sixdigit/config';
import { Inbox } from '@sixdigit/inbox';
import { deliveryConfigs } from '../selection/config-classes.js';
import { kitFor } from '../selection/kit-for.js';
import type { CarrierProvider, Message } from './carrier.provider.js';
import type { HostedProvider } from './hosted.provider.js';
import type { ProviderDefinition } from './provider-definition.js';

const codes = { codeLength: 6, lifetimeSeconds: 600 };

/** A message as delivery hands it to a carrier. */
export const sampleMessage: Message = {
  to: '+14155552671',
  channel: 'sms',
  purpose: 'sign_in',
  text: '123456 is your Example code.',
  subject: undefined,
  code: '123456',
  lifetimeSeconds: 300,
  locale: 'en',
  challengeId: 'hash.nonce',
  registeredId: undefined,
};

/** A carrier as the service creates it from an environment. */
export async function carrierFrom(definition: ProviderDefinition, environment: Readonly<Record<string, string>>): Promise<CarrierProvider> {
  const provider = await createdFrom(definition, environment);
  if (provider.kind !== 'carrier') throw new Error(`${definition.name} is no carrier.`);
  return provider;
}

/** A hosted provider as the service creates it from an environment. */
export async function hostedFrom(definition: ProviderDefinition, environment: Readonly<Record<string, string>>): Promise<HostedProvider> {
  const provider = await createdFrom(definition, environment);
  if (provider.kind !== 'hosted') throw new Error(`${definition.name} is not hosted.`);
  return provider;
}

/** What a call throws; undefined where it throws nothing. */
export function thrownBy(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => error,
  );
}

function createdFrom(definition: ProviderDefinition, environment: Readonly<Record<string, string>>) {
  const { settings } = load([ServiceConfig, ...deliveryConfigs], [], environment);
  return definition.create(settings, kitFor(settings, { ...codes, inbox: new Inbox() }));
}
