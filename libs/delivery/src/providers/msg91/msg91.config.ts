import { List, Text } from '@sixdigit/config';
import { baseUrlShape } from '../../provider-kit/address-settings.js';
import { CallDeadline, ConnectDeadline, callDefaultMs, connectDefaultMs } from '../../provider-kit/deadline-settings.js';

export class Msg91Config {
  @Text('MSG91_AUTH_KEY', { about: 'The key of the MSG91 account.', secret: true })
  authKey?: string;

  @Text('MSG91_TEMPLATE_ID', {
    about: 'The Flow template of MSG91, for every purpose and language that `MSG91_TEMPLATES` does not name.',
  })
  templateId?: string;

  @List('MSG91_TEMPLATES', {
    about: 'Flow templates of single purposes and languages, such as `reset=6512…,sign_in/hi=6513…`: each is registered for its own text.',
    shape: {
      pattern: /^[a-z_]+(?:\/[a-z]{2,3}(?:-[A-Z]{2})?)?=\w+$/,
      message: 'must be items such as reset=6512bd43 or sign_in/hi=6513cd54, separated by commas',
    },
  })
  templates: string[] = [];

  @Text('MSG91_CODE_VARIABLE', {
    about: 'The variable of the templates that takes the code: `OTP` for `##OTP##`.',
    shape: { pattern: /^\w{1,30}$/, message: 'must be the name of a variable' },
  })
  codeVariable = 'OTP';

  @Text('MSG91_SENDER_ID', {
    about: 'The sender (DLT header).',
    shape: { pattern: /^[A-Za-z0-9]{3,11}$/, message: 'must be a header of 6 letters' },
  })
  senderId?: string;

  @Text('MSG91_WEBHOOK_TOKEN', {
    about:
      'A secret of your own that MSG91 appends to the address of its receipts: `/webhooks/msg91/delivery?token=…`. MSG91 signs nothing; without it no report is read.',
    secret: true,
  })
  webhookToken?: string;

  @Text('MSG91_REPORT_FORMAT', {
    about: 'The format of delivery receipts that the account is set to: `new` (Webhook New), `v2` or `v3`.',
    values: ['new', 'v2', 'v3'],
  })
  reportFormat: 'new' | 'v2' | 'v3' = 'new';

  @Text('MSG91_API_BASE_URL', {
    about: 'Another place that speaks the API of MSG91, for a proxy or a test. MSG91 itself without it.',
    shape: baseUrlShape,
  })
  apiBaseUrl = 'https://control.msg91.com';

  @ConnectDeadline('MSG91_CONNECT_TIMEOUT_MS', 'MSG91')
  connectTimeoutMs = connectDefaultMs;

  @CallDeadline('MSG91_TIMEOUT_MS', 'MSG91')
  timeoutMs = callDefaultMs;
}
