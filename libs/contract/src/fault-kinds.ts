/** What kind of thing went wrong at a provider. */
export const faultKinds = [
  'phone_invalid',
  'unreachable',
  'opted_out',
  'country_refused',
  'trial_number',
  'fraud_blocked',
  'attempts_spent',
  'throttled',
  'unavailable',
  'misconfigured',
] as const;

export type FaultKind = (typeof faultKinds)[number];
