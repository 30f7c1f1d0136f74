import type { MessageCatalogue } from '../catalogue.js';

/** Dutch. */
export const nl: MessageCatalogue = {
  text: '{code} is je {product}-code om {purpose}. Geldig: {minutes} min. Deel hem met niemand.',
  purposes: {
    sign_in: 'in te loggen',
    register: 'je te registreren',
    reset: 'je wachtwoord te wijzigen',
    phone_change: 'je nummer te wijzigen',
    email_verify: 'je e-mail te bevestigen',
    second_factor: 'het inloggen af te ronden',
    reauthenticate: 'te bevestigen wie je bent',
    step_up: 'een actie te bevestigen',
    contract_c: 'je nummer te bevestigen',
  },
  short: '{code} is je {product}-code.',
  voice: 'Je {product}-code is: {digits}. Nog een keer: {digits}. Deel hem met niemand.',
  subject: 'Je {product}-code',
  email:
    '{code} is je {product}-code om {purpose}.\n\nHij is {minutes} minuten geldig. Deel hem met niemand: wij vragen er nooit om.\nHeb je er niet om gevraagd, dan hoef je niets te doen.',
};
