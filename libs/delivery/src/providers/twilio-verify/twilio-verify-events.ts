import {
  type DeliveryReceipt,
  DeliveryReceiptParser,
  type DeliveryStatus,
  type ReceiptRequest,
} from '../../provider-kit/delivery-receipt.js';
import type { ProviderKit } from '../../provider-kit/provider-kit.js';
import type { TwilioAccountConfig } from '../twilio-account/twilio-account.config.js';
import { deliveryFaultKind } from '../twilio-account/twilio-faults.js';
import { WebhookSignature } from '../twilio-account/webhook-signature.js';

/** `com.twilio.accountsecurity.verify.message.delivered`; what becomes of a verification itself we know first. */
const messageEvent = /^com\.twilio\.accountsecurity\.verify\.message\.(sent|delivered|read|undelivered|failed)$/;

interface CloudEvent {
  readonly type?: unknown;
  readonly data?: { readonly service_sid?: unknown; readonly verification_sid?: unknown; readonly error_code?: unknown };
}

/** Event Streams of Twilio Verify: a JSON list of CloudEvents, at least once and in any order. */
export class TwilioVerifyEvents extends DeliveryReceiptParser {
  private constructor(private readonly signature: WebhookSignature) {
    super();
  }

  static async from(kit: ProviderKit, account: TwilioAccountConfig): Promise<TwilioVerifyEvents> {
    return new TwilioVerifyEvents(await WebhookSignature.from(kit, account));
  }

  isAuthentic(request: ReceiptRequest): boolean {
    return this.signature.ofJson(request);
  }

  read({ body }: ReceiptRequest): readonly DeliveryReceipt[] {
    const events: unknown = JSON.parse(body);
    return Array.isArray(events) ? (events as CloudEvent[]).flatMap(reportOf) : [];
  }
}

function reportOf({ type, data }: CloudEvent): DeliveryReceipt[] {
  const status = messageEvent.exec(String(type))?.[1] as DeliveryStatus | undefined;
  const { service_sid: service, verification_sid: verification, error_code: code } = data ?? {};
  if (!status || typeof service !== 'string' || typeof verification !== 'string') return [];
  const failed = status === 'undelivered' || status === 'failed';
  const number = code === undefined || code === null ? undefined : String(code);
  return [
    {
      provider: 'twilio-verify',
      providerMessageId: `${service}/${verification}`,
      status,
      ...(failed ? { fault: deliveryFaultKind(number) } : {}),
      ...(failed && number ? { code: number } : {}),
    },
  ];
}
