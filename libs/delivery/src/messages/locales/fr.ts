import type { MessageCatalogue } from '../catalogue.js';

/** French. */
export const fr: MessageCatalogue = {
  text: '{code} est votre code {product} pour {purpose}. Valable {minutes} min. Ne le partagez avec personne.',
  purposes: {
    sign_in: 'vous connecter',
    register: 'vous inscrire',
    reset: 'changer de mot de passe',
    phone_change: 'changer de numéro',
    email_verify: 'confirmer votre e-mail',
    second_factor: 'terminer la connexion',
    reauthenticate: 'confirmer votre identité',
    step_up: 'confirmer une opération',
    contract_c: 'confirmer votre numéro',
  },
  short: '{code} est votre code {product}.',
  voice: 'Votre code {product} est : {digits}. Encore une fois : {digits}. Ne le partagez avec personne.',
  subject: 'Votre code {product}',
  email:
    '{code} est votre code {product} pour {purpose}.\n\nIl est valable {minutes} minutes. Ne le partagez avec personne : nous ne le demandons jamais.\nSi vous ne l’avez pas demandé, vous n’avez rien à faire.',
};
