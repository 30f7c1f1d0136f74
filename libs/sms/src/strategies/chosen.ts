import type { Settings } from '@sixdigit/config';
import type { Inbox } from '@sixdigit/inbox';
import { Provider } from '../routing/provider.js';
import { choiceFacts } from './choice-facts.js';
import { type Choice, type Chosen, chooseStrategy } from './choose-strategy.js';
import type { Registration } from './registration.js';
import { registrationOf } from './registry.js';

/** Which strategies the settings choose, or why the start is refused. */
export function choiceOf(settings: Settings): Choice {
  return chooseStrategy(choiceFacts(settings));
}

/** The choice of settings that the start has accepted. */
export function chosen(settings: Settings): Chosen {
  const choice = choiceOf(settings);
  if ('refused' in choice) throw new Error('The settings choose no strategy: the start should have refused them.');
  return choice;
}

/** The vendors that the settings use. */
export function usedRegistrations(settings: Settings): readonly Registration[] {
  return chosen(settings).used.flatMap((name) => registrationOf(name) ?? []);
}

/** Makes the strategies that the settings use. */
export function usedProviders(settings: Settings, inbox: Inbox): Promise<readonly Provider[]> {
  return Promise.all(
    usedRegistrations(settings).map(async (registration) => {
      const { name, reveals } = registration;
      return new Provider(name, await registration.create(settings, inbox), reveals);
    }),
  );
}
