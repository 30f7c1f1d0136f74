import type { Purpose } from '@sixdigit/contract';

export interface MessageFacts {
  readonly product: string;
  readonly code: string;
  readonly purpose: Purpose;
  /** Seconds for which the code is good. */
  readonly lifetimeSeconds: number;
}

/** What the code is for, in the words of a person who did not ask for it. */
const purposeWords: Record<Purpose, string> = {
  sign_in: 'sign in',
  register: 'sign up',
  reset: 'reset your password',
  phone_change: 'change your number',
  second_factor: 'finish signing in',
  step_up: 'confirm an action',
  contract_c: 'confirm your number',
};

/**
 * The text of an SMS: product, code, purpose, life, and not to share it; no link. Plain letters of GSM-7, one segment
 * (160 characters) whatever the settings.
 */
export function messageText({ product, code, purpose, lifetimeSeconds }: MessageFacts): string {
  const minutes = Math.max(1, Math.floor(lifetimeSeconds / 60));
  return `${code} is your ${product} code to ${purposeWords[purpose]}. It is good for ${minutes} min. Do not share it with anyone.`;
}
