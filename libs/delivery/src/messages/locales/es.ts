import type { MessageCatalogue } from '../catalogue.js';

/** Spanish. Without the letters that GSM-7 lacks: one of them would halve what an SMS holds. */
export const es: MessageCatalogue = {
  text: '{code} es tu codigo de {product} para {purpose}. Vale {minutes} min. No lo compartas con nadie.',
  purposes: {
    sign_in: 'entrar',
    register: 'registrarte',
    reset: 'cambiar tu clave',
    phone_change: 'cambiar tu numero',
    email_verify: 'verificar tu e-mail',
    second_factor: 'terminar de entrar',
    reauthenticate: 'confirmar que eres tu',
    step_up: 'confirmar una accion',
    contract_c: 'confirmar tu numero',
  },
  purposesInFull: {
    phone_change: 'cambiar tu número',
    reauthenticate: 'confirmar que eres tú',
    step_up: 'confirmar una acción',
    contract_c: 'confirmar tu número',
  },
  short: '{code} es tu codigo de {product}.',
  voice: 'Tu código de {product} es: {digits}. Otra vez: {digits}. No lo compartas con nadie.',
  subject: 'Tu código de {product}',
  email:
    '{code} es tu código de {product} para {purpose}.\n\nVale {minutes} minutos. No lo compartas con nadie: nunca te lo pediremos.\nSi no lo pediste, no tienes que hacer nada.',
};
