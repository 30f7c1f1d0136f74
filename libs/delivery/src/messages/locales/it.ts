import type { MessageCatalogue } from '../catalogue.js';

/** Italian. */
export const it: MessageCatalogue = {
  text: '{code} è il tuo codice {product} per {purpose}. Vale {minutes} min. Non condividerlo con nessuno.',
  purposes: {
    sign_in: 'accedere',
    register: 'registrarti',
    reset: 'cambiare la password',
    phone_change: 'cambiare numero',
    email_verify: "verificare l'e-mail",
    second_factor: "completare l'accesso",
    reauthenticate: 'confermare chi sei',
    step_up: "confermare un'operazione",
    contract_c: 'confermare il numero',
  },
  short: '{code} è il tuo codice {product}.',
  voice: 'Il tuo codice {product} è: {digits}. Ancora una volta: {digits}. Non condividerlo con nessuno.',
  subject: 'Il tuo codice {product}',
  email:
    '{code} è il tuo codice {product} per {purpose}.\n\nVale {minutes} minuti. Non condividerlo con nessuno: non lo chiediamo mai.\nSe non lo hai chiesto, non devi fare nulla.',
};
