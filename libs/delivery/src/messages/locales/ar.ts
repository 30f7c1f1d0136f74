import type { MessageCatalogue } from '../catalogue.js';

/** Arabic. */
export const ar: MessageCatalogue = {
  text: '{code} هو رمز {product}: {purpose}. صالح {minutes} دقيقة. لا تشاركه مع أحد.',
  purposes: {
    sign_in: 'تسجيل الدخول',
    register: 'إنشاء حساب',
    reset: 'تغيير كلمة المرور',
    phone_change: 'تغيير الرقم',
    email_verify: 'تأكيد البريد',
    second_factor: 'إتمام الدخول',
    reauthenticate: 'تأكيد هويتك',
    step_up: 'تأكيد عملية',
    contract_c: 'تأكيد الرقم',
  },
  short: '{code} هو رمز {product}.',
  voice: 'رمز {product} هو: {digits}. مرة أخرى: {digits}. لا تشاركه مع أحد.',
  subject: 'رمز {product}',
  email:
    '{code} هو رمز {product}: {purpose}.\n\nصالح لمدة {minutes} دقيقة. لا تشاركه مع أحد: نحن لا نطلبه أبدا.\nإذا لم تطلبه فلا حاجة لفعل أي شيء.',
};
