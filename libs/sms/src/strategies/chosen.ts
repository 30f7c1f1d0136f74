import type { Complaint, Settings } from '@sixdigit/config';
import { choiceFacts } from './choice-facts.js';
import { type Choice, chooseStrategy } from './choose-strategy.js';
import type { Registration, Strategy } from './registration.js';
import { registrationOf, registrations } from './registry.js';

/** The choice of {@link chooseStrategy}, refused where this release has no vendor of that name. */
export function choiceOf(settings: Settings): Choice {
  const choice = chooseStrategy(choiceFacts(settings));
  if ('refused' in choice || registrationOf(choice.name)) return choice;
  return { refused: [absent(choice.name)] };
}

/** Makes the strategy that the settings choose. */
export async function chosenStrategy(settings: Settings): Promise<{ registration: Registration; strategy: Strategy }> {
  const choice = choiceOf(settings);
  const registration = 'refused' in choice ? undefined : registrationOf(choice.name);
  if (!registration) throw new Error('The settings choose no strategy: the start should have refused them.');
  return { registration, strategy: await registration.create(settings) };
}

function absent(name: string): Complaint {
  const known = registrations.map((registration) => registration.name).join(', ');
  return { name: 'SMS_PROVIDER', text: `would be ${name}, which this release does not have; set it to one of ${known}` };
}
