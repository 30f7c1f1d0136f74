/** What a code is for. A code for one purpose never completes another. */
export const purposes = [
  'sign_in',
  'register',
  'reset',
  'phone_change',
  'email_verify',
  'second_factor',
  'reauthenticate',
  'step_up',
  'contract_c',
] as const;

export type Purpose = (typeof purposes)[number];
