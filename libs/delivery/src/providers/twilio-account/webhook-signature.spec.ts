import { describe, expect, it } from '@jest/globals';
import { WebhookSignature } from './webhook-signature.js';

const sid = (kind: string) => kind + '0'.repeat(32);
const status = {
  MessageSid: sid('SM'),
  SmsSid: sid('SM'),
  MessageStatus: 'delivered',
  SmsStatus: 'delivered',
  AccountSid: sid('AC'),
  From: '+15005550006',
  To: '+14155552671',
  ApiVersion: '2010-04-01',
};
const call = { CallSid: 'CA1234567890ABCDE', Caller: '+14158675310', Digits: '1234', From: '+14158675310', To: '+18005551212' };

const signatureUnder = (publicBaseUrl: string, authToken?: string, secondaryAuthToken?: string) =>
  WebhookSignature.from({ publicBaseUrl }, { ...(authToken ? { authToken } : {}), ...(secondaryAuthToken ? { secondaryAuthToken } : {}) });
const form = (path: string, fields: Record<string, string>, signature: string) => ({
  path,
  headers: { 'x-twilio-signature': signature },
  body: new URLSearchParams(fields).toString(),
});

describe('Twilio’s signature', () => {
  // the first is in Twilio's own documentation, the others were made with its package
  it.each([
    ['https://example.com', '/myapp.php?foo=1&bar=2', call, 'L/OH5YylLD5NRKLltdqwSvS0BnU='],
    ['https://app.example.test', '/webhooks/twilio/status', status, 'yv5McmkUcLT/xqldXhWxgYT4oAM='],
  ])('of a form at %s%s is believed, and of any other field, path or token not', async (base, path, fields, good) => {
    const signature = await signatureUnder(base, '12345');
    expect(signature.ofForm(form(path, fields, good))).toBe(true);
    expect(signature.ofForm(form(path, { ...fields, To: '+14155552672' }, good))).toBe(false);
    expect(signature.ofForm(form(`${path}/`, fields, good))).toBe(false);
    const another = await signatureUnder(base, '12346');
    expect(another.ofForm(form(path, fields, good))).toBe(false);
    const none = await signatureUnder(base);
    expect(none.ofForm(form(path, fields, good))).toBe(false);
  });

  it('of JSON is believed for the body whose hash is in the address', async () => {
    const signature = await signatureUnder('https://app.example.test', '12345');
    const path = '/webhooks/twilio/events?bodySHA256=8b8f7ee9c565d6ba5a29b8180901a6e377653e88f4bf47a2c92175d7595cd2da';
    const headers = { 'x-twilio-signature': '/XUHu0gMrrLvSoX54DvH/B6wniA=' };
    const body = '[{"specversion":"1.0"}]';
    expect(signature.ofJson({ path, headers, body })).toBe(true);
    expect(signature.ofJson({ path, headers, body: '[{"specversion":"1.1"}]' })).toBe(false);
  });

  it('is believed under either token while one is promoted in place of the other', async () => {
    const request = form('/webhooks/twilio/status', status, 'yv5McmkUcLT/xqldXhWxgYT4oAM=');
    const tokens = (token: string, secondary: string) => signatureUnder('https://app.example.test', token, secondary);
    expect((await tokens('12345', '67890')).ofForm(request)).toBe(true);
    expect((await tokens('67890', '12345')).ofForm(request)).toBe(true);
    expect((await tokens('67890', '09876')).ofForm(request)).toBe(false);
  });
});
