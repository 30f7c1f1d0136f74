import type { MessageCatalogue } from '../catalogue.js';

/** Hindi. */
export const hi: MessageCatalogue = {
  text: '{code} आपका {product} कोड है: {purpose}। {minutes} मिनट तक मान्य। किसी को न बताएं।',
  purposes: {
    sign_in: 'साइन इन',
    register: 'नया खाता',
    reset: 'पासवर्ड बदलना',
    phone_change: 'नंबर बदलना',
    email_verify: 'ईमेल की पुष्टि',
    second_factor: 'साइन इन पूरा करना',
    reauthenticate: 'फिर से पुष्टि',
    step_up: 'पुष्टि करना',
    contract_c: 'नंबर की पुष्टि',
  },
  short: '{code} आपका {product} कोड है।',
  voice: 'आपका {product} कोड है: {digits}। एक बार फिर: {digits}। किसी को न बताएं।',
  subject: 'आपका {product} कोड',
  email:
    '{code} आपका {product} कोड है: {purpose}।\n\nयह {minutes} मिनट तक मान्य है। किसी को न बताएं: हम इसे कभी नहीं मांगते।\nयदि आपने इसे नहीं मांगा, तो आपको कुछ नहीं करना है।',
};
