import { Injectable } from '@nestjs/common';
import { Keyring, phoneHash } from '@sixdigit/keys';
import { type CodeVerified, type SmsEvent, SmsEvents, type SmsListener } from '@sixdigit/sms';
import { MessageLog } from './message-log.service.js';

/** Writes the messages among what happens to challenges into the log. */
@Injectable()
export class MessageRecorder implements SmsListener {
  constructor(
    private readonly log: MessageLog,
    private readonly keyring: Keyring,
    events: SmsEvents,
  ) {
    events.subscribe(this);
  }

  record({
    event,
    at,
    reason,
    destination,
    purpose,
    channel,
    provider,
    caller,
    challengeId,
    providerMessageId,
    segments,
    locale,
  }: SmsEvent): void {
    if (provider === undefined || (event !== 'otp_requested' && event !== 'otp_send_failed')) return;
    this.log.sent({
      at: new Date(at).toISOString(),
      provider,
      providerMessageId,
      rejectionKind: event === 'otp_send_failed' ? reason : undefined,
      challengeId,
      phoneHash: destination && phoneHash(destination.to, this.keyring.oldest('audit_phone')),
      country: destination?.country,
      purpose,
      channel,
      locale,
      segments,
      requestId: caller.requestId || undefined,
    });
  }

  verified({ challengeId, at }: CodeVerified): void {
    this.log.verified(challengeId, new Date(at).toISOString());
  }
}
