import {
  type DeliveryReceipt,
  DeliveryReceiptParser,
  type DeliveryStatus,
  type ReceiptRequest,
} from '../../provider-kit/delivery-receipt.js';
import { formOf } from '../../provider-kit/form.js';
import type { ProviderKit } from '../../provider-kit/provider-kit.js';
import type { TwilioAccountConfig } from '../twilio-account/twilio-account.config.js';
import { deliveryFaultKind } from '../twilio-account/twilio-faults.js';
import { WebhookSignature } from '../twilio-account/webhook-signature.js';

/** `MessageStatus` of messages and `CallStatus` of calls, as far as they say something new. */
const statuses: Readonly<Record<string, DeliveryStatus>> = {
  accepted: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'failed',
  initiated: 'accepted',
  ringing: 'sent',
  'in-progress': 'sent',
  completed: 'delivered',
  busy: 'undelivered',
  'no-answer': 'undelivered',
};

/** Status callbacks of Twilio Messaging and Voice: forms, best effort, in any order. */
export class TwilioStatusCallbacks extends DeliveryReceiptParser {
  private constructor(private readonly signature: WebhookSignature) {
    super();
  }

  static async from(kit: ProviderKit, account: TwilioAccountConfig): Promise<TwilioStatusCallbacks> {
    return new TwilioStatusCallbacks(await WebhookSignature.from(kit, account));
  }

  isAuthentic(request: ReceiptRequest): boolean {
    return this.signature.ofForm(request);
  }

  read({ body }: ReceiptRequest): readonly DeliveryReceipt[] {
    const form = formOf(body);
    const providerMessageId = form['MessageSid'] ?? form['CallSid'];
    const status = statuses[String(form['MessageStatus'] ?? form['CallStatus'])];
    if (typeof providerMessageId !== 'string' || !status) return [];
    const failed = status === 'undelivered' || status === 'failed';
    const code = typeof form['ErrorCode'] === 'string' ? form['ErrorCode'] : undefined;
    return [
      {
        provider: 'twilio',
        providerMessageId,
        status,
        ...(failed ? { fault: deliveryFaultKind(code) } : {}),
        ...(failed && code ? { code } : {}),
      },
    ];
  }
}
