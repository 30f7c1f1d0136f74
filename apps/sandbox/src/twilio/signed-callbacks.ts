import { createHash, createHmac, randomUUID } from 'node:crypto';
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
    const type = 'application/x-www-form-urlencoded; charset=UTF-8';
    return this.callbacks.post(target, this.headers(type, signedAs(target), fields), new URLSearchParams(fields).toString());
  }

  /** JSON: the URL holds the hash of the body, and the signature covers the URL alone. */
  postJson(url: string, body: string): Promise<string | undefined> {
    const hash = createHash('sha256').update(body).digest('hex');
    const target = `${url}${url.includes('?') ? '&' : '?'}bodySHA256=${hash}`;
    return this.callbacks.post(target, this.headers('application/json', target, {}), body);
  }

  /** The token is the same on a second attempt. */
  private headers(type: string, url: string, fields: Readonly<Record<string, string>>): Record<string, string> {
    return {
      'content-type': type,
      'i-twilio-idempotency-token': randomUUID(),
      'x-twilio-signature': this.signature(url, fields),
    };
  }

  private signature(url: string, fields: Readonly<Record<string, string>>): string {
    const names = Object.keys(fields).sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
    const signed = names.reduce((text, name) => `${text}${name}${fields[name]}`, url);
    return createHmac('sha1', this.authToken).update(signed).digest('base64');
  }
}
