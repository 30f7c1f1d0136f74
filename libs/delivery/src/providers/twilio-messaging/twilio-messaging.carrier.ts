import type { Channel } from '@sixdigit/contract';
import type { Twilio } from 'twilio';
import { CarrierProvider, type Message, type SendResult } from '../../provider-kit/carrier.provider.js';
import type { ProviderKit } from '../../provider-kit/provider-kit.js';
import { sendProblem } from '../../provider-kit/provider-problem.js';
import { receiptAddress } from '../../provider-kit/receipt-address.js';
import type { TwilioAccountConfig } from '../twilio-account/twilio-account.config.js';
import { callTwilio } from '../twilio-account/twilio-call.js';
import { twilioShared } from '../twilio-account/twilio-shared.js';
import type { TwilioMessagingConfig } from './twilio-messaging.config.js';
import { spokenAs } from './twiml.js';

const provider = 'twilio';

/** What Twilio takes for a `ValidityPeriod`, in seconds. */
const validityMin = 1;
const validityMax = 36_000;

/** Where Twilio reports what became of a message. */
export const statusPath = receiptAddress(twilioShared.receiptsPath, 'message-status');

/** A call that is not answered is given up after this many seconds: the voice mail must not hear the code. */
const ringSeconds = 25;

/** Own codes by SMS, WhatsApp or a call. */
export class TwilioMessagingCarrier extends CarrierProvider {
  constructor(
    private readonly client: Twilio,
    private readonly config: TwilioMessagingConfig,
    /** Absolute; none where Twilio could not reach us. */
    private readonly statusCallback: string | undefined,
  ) {
    super();
  }

  static from(
    client: Twilio,
    { publicBaseUrl }: ProviderKit,
    { apiBaseUrl }: TwilioAccountConfig,
    config: TwilioMessagingConfig,
  ): TwilioMessagingCarrier {
    // Twilio refuses a message whose callback it could never call
    const isReachable = publicBaseUrl.startsWith('https://') || apiBaseUrl !== undefined;
    return new TwilioMessagingCarrier(client, config, isReachable ? `${publicBaseUrl}${statusPath}` : undefined);
  }

  get channels(): readonly Channel[] {
    const { serviceSid, phoneNumber, whatsappFrom, whatsappContentSid, voiceFrom } = this.config;
    return [
      ...((serviceSid ?? phoneNumber) ? (['sms'] as const) : []),
      ...(whatsappFrom && whatsappContentSid ? (['whatsapp'] as const) : []),
      ...(voiceFrom ? (['voice'] as const) : []),
    ];
  }

  async carry(message: Message): Promise<SendResult> {
    const call = await callTwilio<{ readonly sid: string }>(provider, () =>
      message.channel === 'voice' ? this.ring(message) : this.write(message),
    );
    switch (call.outcome) {
      case 'done':
        return { outcome: 'accepted', id: call.result.sid };
      case 'unknown':
        return { outcome: 'unknown', cause: call.fault };
      case 'refused':
        throw sendProblem(call.fault);
    }
  }

  override async confirm(providerMessageId: string): Promise<void> {
    if (!this.config.feedback || !providerMessageId.startsWith('SM')) return;
    await callTwilio(provider, () => this.client.messages(providerMessageId).feedback.create({ outcome: 'confirmed' }));
  }

  private write({ to, channel, text, code, lifetimeSeconds }: Message) {
    const { serviceSid, phoneNumber, whatsappFrom, whatsappContentSid, feedback } = this.config;
    const common = {
      // a code that arrives after its life only confuses
      validityPeriod: Math.min(Math.max(lifetimeSeconds, validityMin), validityMax),
      ...(feedback ? { provideFeedback: true } : {}),
      ...(this.statusCallback ? { statusCallback: this.statusCallback } : {}),
    };
    if (channel === 'whatsapp') {
      const template = { contentSid: whatsappContentSid!, contentVariables: JSON.stringify({ 1: code }) };
      return this.client.messages.create({ to: `whatsapp:${to}`, from: `whatsapp:${whatsappFrom}`, ...template, ...common });
    }
    const sender = serviceSid ? { messagingServiceSid: serviceSid } : { from: phoneNumber! };
    return this.client.messages.create({ to, body: text, ...sender, ...common });
  }

  private ring({ to, text, locale }: Message) {
    const callback = this.statusCallback;
    return this.client.calls.create({
      to,
      from: this.config.voiceFrom!,
      twiml: spokenAs(text, locale),
      timeout: ringSeconds,
      ...(callback ? { statusCallback: callback, statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'] } : {}),
    });
  }
}
