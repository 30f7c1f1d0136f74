import { createHash, createHmac } from 'node:crypto';
import type { Callbacks } from '../http/callbacks.js';

/** Posts to the service with `X-Twilio-Signature`: HMAC-SHA1 with the auth token over the URL and the sorted fields. */
export class SignedCallbacks {
  constructor(
    private readonly callbacks: Callbacks,
    private readonly authToken: string,
  ) {}

  /** `signedAs` changes the URL for the signature alone. */
  post(url: string, fields: Readonly<Record<string, string>>, signedAs = (target: string) => target): Promise<string | undefined> {
    // connection overrides are for Twilio alone: they are neither sent nor signed
    const [target = ''] = url.split('#');
    const headers = {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': this.signature(signedAs(target), fields),
    };
    return this.callbacks.post(target, headers, new URLSearchParams(fields).toString());
  }

  /** JSON: the URL holds the hash of the body, and the signature covers the URL alone. */
  postJson(url: string, body: string): Promise<string | undefined> {
    const hash = createHash('sha256').update(body).digest('hex');
    const target = `${url}${url.includes('?') ? '&' : '?'}bodySHA256=${hash}`;
    return this.callbacks.post(target, { 'content-type': 'application/json', 'x-twilio-signature': this.signature(target, {}) }, body);
  }

  private signature(url: string, fields: Readonly<Record<string, string>>): string {
    const names = Object.keys(fields).sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
    const signed = names.reduce((text, name) => `${text}${name}${fields[name]}`, url);
    return createHmac('sha1', this.authToken).update(signed).digest('base64');
  }
}
