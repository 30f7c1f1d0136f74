import { describe, expect, it } from '@jest/globals';
import { Sandbox } from '../../../../../apps/sandbox/src/index.js';
import { msg91 as fake } from '../../../../../apps/sandbox/src/msg91/msg91-fake.js';
import { carrierFrom, sampleMessage as message, thrownBy } from '../../provider-kit/created-provider.fake.js';
import { msg91 } from './msg91.js';

describe('MSG91', () => {
  it('is given the code as a variable of the template of its purpose and language, and the number without its plus', async () => {
    const sandbox = await Sandbox.start();
    try {
      const { MSG91_TEMPLATE_ID = '' } = sandbox.environmentOf('msg91');
      const carrier = await carrierFrom(msg91, { ...sandbox.environmentOf('msg91'), MSG91_TEMPLATES: `reset/hi=${MSG91_TEMPLATE_ID}` });
      await carrier.carry({ ...message, to: '+919876543210', purpose: 'reset', locale: 'hi' });
      const sent = sandbox.requests.at(-1)!;
      expect(JSON.parse(sent.body)).toMatchObject({
        template_id: MSG91_TEMPLATE_ID,
        sender: 'SIXDGT',
        short_url: '0',
        recipients: [{ mobiles: '919876543210', OTP: '123456' }],
      });
      // in the header: a key in the address ends up in the logs of proxies
      expect(sent.headers['authkey']).toBe(sandbox.accountOf(fake).authKey);
      expect(String(sent.query)).toBe('');
    } finally {
      await sandbox.stop();
    }
  });

  it('that refuses with HTTP 200 has refused', async () => {
    const sandbox = await Sandbox.start();
    try {
      const carrier = await carrierFrom(msg91, sandbox.environmentOf('msg91'));
      const error = await thrownBy(carrier.carry({ ...message, to: '+0' }));
      expect(error).toMatchObject({ code: 'phone_invalid', cause: { provider: 'msg91', kind: 'phone_invalid' } });
    } finally {
      await sandbox.stop();
    }
  });
});
