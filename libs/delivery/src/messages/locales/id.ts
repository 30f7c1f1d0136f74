import type { MessageCatalogue } from '../catalogue.js';

/** Indonesian. */
export const id: MessageCatalogue = {
  text: '{code} adalah kode {product} Anda untuk {purpose}. Berlaku {minutes} menit. Jangan bagikan.',
  purposes: {
    sign_in: 'masuk',
    register: 'mendaftar',
    reset: 'mengganti sandi',
    phone_change: 'mengganti nomor',
    email_verify: 'memverifikasi email',
    second_factor: 'menyelesaikan masuk',
    reauthenticate: 'memastikan ini Anda',
    step_up: 'mengonfirmasi tindakan',
    contract_c: 'mengonfirmasi nomor',
  },
  short: '{code} adalah kode {product} Anda.',
  voice: 'Kode {product} Anda adalah: {digits}. Sekali lagi: {digits}. Jangan berikan kepada siapa pun.',
  subject: 'Kode {product} Anda',
  email:
    '{code} adalah kode {product} Anda untuk {purpose}.\n\nBerlaku {minutes} menit. Jangan berikan kepada siapa pun: kami tidak pernah memintanya.\nJika Anda tidak memintanya, Anda tidak perlu melakukan apa pun.',
};
