import { randomUUID } from 'node:crypto';
import type { Clock } from '@sixdigit/config';
import type { Step } from '../deliveries.js';
import type { SignedCallbacks } from './signed-callbacks.js';
import type { TwilioAccount } from './twilio-account.js';
import { isoSeconds, type Verification } from './verifications.js';

/** What becomes of the messages of Verify, as Event Streams posts it: a list of CloudEvents. */
export class VerifyEvents {
  constructor(
    private readonly account: TwilioAccount,
    private readonly callbacks: SignedCallbacks,
    private readonly clock: Clock,
    private readonly url: () => string | undefined,
  ) {}

  async post({ sid, service, to, channel, attempts }: Verification, { status, error }: Step): Promise<void> {
    const url = this.url();
    if (!url) return;
    const event = {
      specversion: '1.0',
      type: `com.twilio.accountsecurity.verify.message.${status}`,
      source: `/v2/Services/${service}/Verifications/${sid}`,
      id: randomUUID(),
      datacontenttype: 'application/json',
      time: isoSeconds(this.clock.now()),
      data: {
        account_sid: this.account.accountSid,
        service_sid: service,
        verification_sid: sid,
        attempt_sid: attempts.at(-1)?.attempt_sid,
        to,
        channel,
        message_status: status,
        error_code: error === undefined ? null : Number(error),
      },
    };
    await this.callbacks.postJson(url, JSON.stringify([event]));
  }
}
