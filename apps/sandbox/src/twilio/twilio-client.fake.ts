import client, { RequestClient, type Twilio } from 'twilio';
import type { Sandbox } from '../sandbox.js';
import type { TwilioAccount } from './twilio-account.js';
import { twilio } from './twilio-fake.js';

type RequestOptions<TData> = Parameters<typeof RequestClient.prototype.request<TData>>[0];

/** The HTTP client of the `twilio` package, sent to the sandbox. */
class Redirected extends RequestClient {
  constructor(private readonly url: string) {
    super({ timeout: 2000 });
  }

  override request<TData>(options: RequestOptions<TData>) {
    return super.request<TData>({ ...options, uri: options.uri.replace(/^https:\/\/[^/]+/, this.url) });
  }
}

/** Twilio's own client as a customer of a sandbox would use it, with the calls that tests make most. */
export class SandboxCustomer {
  readonly account: TwilioAccount;

  constructor(
    private readonly sandbox: Sandbox,
    readonly to: string,
  ) {
    this.account = sandbox.accountOf(twilio);
  }

  client(user = this.account.accountSid, password = this.account.authToken): Twilio {
    return client(user, password, { accountSid: this.account.accountSid, httpClient: new Redirected(this.sandbox.url) });
  }

  /** The Verify Service for signing in. */
  verify() {
    return this.client().verify.v2.services(this.account.verifyServiceSids[0]!);
  }

  send(channel = 'sms', to = this.to) {
    return this.verify().verifications.create({ to, channel });
  }

  check(code: string) {
    return this.verify().verificationChecks.create({ to: this.to, code });
  }

  /** A code that was not sent. */
  wrongCode(): string {
    return String((Number(this.sandbox.codeFor(this.to)) + 1) % 1_000_000).padStart(6, '0');
  }
}

/** The status and error number that a call was refused with. */
export function refusal(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'no error',
    (error: { status?: number; code?: number | string }) => [error.status, error.code],
  );
}
