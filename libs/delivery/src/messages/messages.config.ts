import { List, Text } from '@sixdigit/config';

/** What messages say, and which phones fill their code in. */
export class MessagesConfig {
  @Text('PRODUCT_NAME', {
    about: 'Your product, as messages name it.',
    shape: { pattern: /^[A-Za-z0-9 .&'-]{1,30}$/, message: "must be at most 30 plain letters, digits, blanks or . & ' -" },
    example: 'Example',
  })
  product = 'Sixdigit';

  @Text('MESSAGE_TEMPLATES_DIR', {
    about: 'A folder with texts of your own, one `<language>.json` each, and `dlt.json` with the texts registered in India.',
  })
  templatesDir?: string;

  @List('OTP_WEB_ORIGINS', {
    about:
      'Origins whose pages may have the code filled in by the phone (`@host #code` in the last line), such as `https://app.example.com`. The first is used where a caller names none.',
    shape: { pattern: /^https:\/\/[^\s/@:]+$/, message: 'must be origins such as https://app.example.com, separated by commas' },
  })
  webOrigins: string[] = [];

  @List('OTP_ANDROID_APPS', {
    about:
      'Android apps with the hash that their SMS Retriever waits for: `com.example.app=FA+9qCX9VSu`. Never a hash that a caller sends.',
    shape: { pattern: /^[\w.]+=[A-Za-z0-9+/]{11}$/, message: 'must be items such as com.example.app=FA+9qCX9VSu, separated by commas' },
  })
  androidApps: string[] = [];
}
