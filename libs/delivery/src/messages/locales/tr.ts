import type { MessageCatalogue } from '../catalogue.js';

/** Turkish. Without the letters that GSM-7 lacks: one of them would halve what an SMS holds. */
export const tr: MessageCatalogue = {
  text: '{code} {product} kodunuz: {purpose}. {minutes} dk gecerli. Kimseyle paylasmayin.',
  purposes: {
    sign_in: 'giris',
    register: 'kayit',
    reset: 'sifre yenileme',
    phone_change: 'numara degisikligi',
    email_verify: 'e-posta onayi',
    second_factor: 'giris onayi',
    reauthenticate: 'kimlik onayi',
    step_up: 'islem onayi',
    contract_c: 'numara onayi',
  },
  purposesInFull: {
    sign_in: 'giriş',
    register: 'kayıt',
    reset: 'şifre yenileme',
    phone_change: 'numara değişikliği',
    email_verify: 'e-posta onayı',
    second_factor: 'giriş onayı',
    reauthenticate: 'kimlik onayı',
    step_up: 'işlem onayı',
    contract_c: 'numara onayı',
  },
  short: '{code} {product} kodunuz.',
  voice: '{product} kodunuz: {digits}. Bir kez daha: {digits}. Kimseyle paylaşmayın.',
  subject: '{product} kodunuz',
  email:
    '{code} {product} kodunuz: {purpose}.\n\n{minutes} dakika geçerlidir. Kimseyle paylaşmayın: sizden asla istemeyiz.\nSiz istemediyseniz bir şey yapmanız gerekmez.',
};
