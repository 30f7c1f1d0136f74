import type { MessageCatalogue } from '../catalogue.js';

/** Portuguese. Without the letters that GSM-7 lacks: one of them would halve what an SMS holds. */
export const pt: MessageCatalogue = {
  text: '{code} é o seu codigo {product} para {purpose}. Vale {minutes} min. Nao compartilhe com ninguem.',
  purposes: {
    sign_in: 'entrar',
    register: 'criar a sua conta',
    reset: 'mudar a sua senha',
    phone_change: 'mudar o seu numero',
    email_verify: 'confirmar o seu e-mail',
    second_factor: 'concluir o acesso',
    reauthenticate: 'confirmar a sua identidade',
    step_up: 'confirmar uma operacao',
    contract_c: 'confirmar o seu numero',
  },
  purposesInFull: {
    phone_change: 'mudar o seu número',
    step_up: 'confirmar uma operação',
    contract_c: 'confirmar o seu número',
  },
  short: '{code} é o seu codigo {product}.',
  voice: 'O seu código {product} é: {digits}. Mais uma vez: {digits}. Não compartilhe com ninguém.',
  subject: 'O seu código {product}',
  email:
    '{code} é o seu código {product} para {purpose}.\n\nVale {minutes} minutos. Não compartilhe com ninguém: nunca vamos pedi-lo.\nSe não foi você que pediu, não precisa fazer nada.',
};
