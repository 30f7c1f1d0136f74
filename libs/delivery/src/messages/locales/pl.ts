import type { MessageCatalogue } from '../catalogue.js';

/** Polish. Without the letters that GSM-7 lacks: one of them would halve what an SMS holds. */
export const pl: MessageCatalogue = {
  text: '{code} to Twoj kod {product}: {purpose}. Wazny {minutes} min. Nikomu go nie podawaj.',
  purposes: {
    sign_in: 'logowanie',
    register: 'rejestracja',
    reset: 'zmiana hasla',
    phone_change: 'zmiana numeru',
    email_verify: 'potwierdzenie e-maila',
    second_factor: 'drugi krok logowania',
    reauthenticate: 'potwierdzenie konta',
    step_up: 'potwierdzenie operacji',
    contract_c: 'potwierdzenie numeru',
  },
  purposesInFull: {
    reset: 'zmiana hasła',
  },
  short: '{code} to Twoj kod {product}.',
  voice: 'Twój kod {product} to: {digits}. Jeszcze raz: {digits}. Nikomu go nie podawaj.',
  subject: 'Twój kod {product}',
  email:
    '{code} to Twój kod {product}: {purpose}.\n\nJest ważny {minutes} min. Nikomu go nie podawaj: nigdy o niego nie prosimy.\nJeśli to nie Ty o niego prosisz, nie musisz nic robić.',
};
