import type { MessageCatalogue } from '../catalogue.js';

/** German. */
export const de: MessageCatalogue = {
  text: '{code} ist Ihr {product}-Code zum {purpose}. Gültig {minutes} Min. Geben Sie ihn niemandem weiter.',
  purposes: {
    sign_in: 'Anmelden',
    register: 'Registrieren',
    reset: 'Ändern des Passworts',
    phone_change: 'Ändern der Nummer',
    email_verify: 'Bestätigen der E-Mail',
    second_factor: 'Abschluss der Anmeldung',
    reauthenticate: 'Bestätigen Ihrer Identität',
    step_up: 'Bestätigen einer Aktion',
    contract_c: 'Bestätigen der Nummer',
  },
  short: '{code} ist Ihr {product}-Code.',
  voice: 'Ihr {product}-Code ist: {digits}. Noch einmal: {digits}. Geben Sie ihn niemandem weiter.',
  subject: 'Ihr {product}-Code',
  email:
    '{code} ist Ihr {product}-Code zum {purpose}.\n\nEr gilt {minutes} Minuten. Geben Sie ihn niemandem weiter: wir fragen nie danach.\nWenn Sie ihn nicht angefordert haben, müssen Sie nichts tun.',
};
