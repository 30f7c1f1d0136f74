import type { MessageCatalogue } from '../catalogue.js';

/** English. */
export const en: MessageCatalogue = {
  text: '{code} is your {product} code to {purpose}. It is good for {minutes} min. Do not share it with anyone.',
  purposes: {
    sign_in: 'sign in',
    register: 'sign up',
    reset: 'reset your password',
    phone_change: 'change your number',
    email_verify: 'verify your e-mail',
    second_factor: 'finish signing in',
    reauthenticate: 'confirm it is you',
    step_up: 'confirm an action',
    contract_c: 'confirm your number',
  },
  short: '{code} is your {product} code.',
  voice: 'Your {product} code is: {digits}. Once more: {digits}. Do not share it with anyone.',
  subject: 'Your {product} code',
  email:
    '{code} is your {product} code to {purpose}.\n\nIt is good for {minutes} minutes. Do not share it with anyone: we never ask for it.\nIf you did not ask for it, you need not do anything.',
};
