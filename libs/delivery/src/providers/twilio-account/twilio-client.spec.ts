import { describe, expect, it } from '@jest/globals';
import { TwilioAccountConfig } from './twilio-account.config.js';
import { missingOfAccount, twilioClient } from './twilio-client.js';

const config = (more: Partial<TwilioAccountConfig>) =>
  Object.assign(new TwilioAccountConfig(), { accountSid: `AC${'0'.repeat(32)}` }, more);

describe('the client of Twilio', () => {
  it.each([
    [{ authToken: 'token' }, []],
    [{}, ['TWILIO_AUTH_TOKEN']],
    [{ accountSid: undefined }, ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN']],
    [{ apiKey: 'SK' }, ['TWILIO_API_KEY_SECRET']],
    [{ apiKeySecret: 'secret', authToken: 'token' }, ['TWILIO_API_KEY']],
    [{ apiKey: 'SK', apiKeySecret: 'secret' }, []],
  ])('with %j misses %j', (given, missing) => {
    expect(missingOfAccount(config(given as Partial<TwilioAccountConfig>))).toEqual(missing);
  });

  it('goes through the edge and the region of the settings, never repeats by itself, and sends as the key where there is one', async () => {
    const client = await twilioClient(config({ apiKey: `SK${'0'.repeat(32)}`, apiKeySecret: 'secret', edge: 'dublin', region: 'ie1' }));
    expect(client).toMatchObject({ edge: 'dublin', region: 'ie1', username: `SK${'0'.repeat(32)}`, accountSid: `AC${'0'.repeat(32)}` });
    expect(client).toMatchObject({ autoRetry: false });
  });
});
