import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { noCaller } from '@sixdigit/caller';
import { ChallengeConfig, Challenges, isCode } from '@sixdigit/challenge';
import { type Channel, type Destination, emailDestination, type Purpose } from '@sixdigit/contract';
import { PhoneConfig } from '../phone.config.js';
import { readPhone } from '../read-phone.js';
import { VerificationService } from '../verification.service.js';
import type { Verification } from '../verification-types.js';

export interface SendOptions {
  /** A code of the caller's own; without one it is made here. Digits of `OTP_LENGTH`. */
  readonly code?: string;
  readonly purpose?: Purpose;
  readonly channel?: Channel;
  /** BCP 47. */
  readonly locale?: string;
}

/** What was sent. */
export interface SentMessage {
  readonly challengeId: string;
  /** E.164. */
  readonly to: string;
  /** The provider's name for the message: `SM…` with Twilio and in development. */
  readonly providerMessageId: string;
  readonly expiresInSeconds: number;
  /** Only under the development provider. */
  readonly code: string | undefined;
}

/** How often a number may still be sent something. */
export interface SendLimit {
  readonly limited: boolean;
  readonly remaining: number;
  /** Seconds until the next message is allowed; 0 where one is allowed now. Exact. */
  readonly resetInSeconds: number;
}

const usualPurpose: Purpose = 'sign_in';

/** Codes by SMS for another application: send, make, check, and ask for the limits. Every failure is a `Problem`. */
@Injectable()
export class SmsService {
  constructor(
    private readonly verification: VerificationService,
    private readonly challenges: Challenges,
    private readonly config: ChallengeConfig,
    private readonly phones: PhoneConfig,
  ) {}

  /** Sends a code to a number in any usual spelling, or to an address by e-mail. */
  async send(to: string, options: SendOptions = {}): Promise<SentMessage> {
    const { code, purpose = usualPurpose, channel, locale } = options;
    if (code !== undefined && !this.isCode(code)) throw new RangeError(`A code has ${this.config.codeLength} digits.`);
    const sent = await this.verification.request({
      destination: this.destination(to),
      purpose,
      channel,
      locale,
      suppliedCode: code,
      caller: noCaller,
    });
    const { challengeId, providerMessageId, expiresInSeconds, previewCode } = sent;
    return { challengeId, to: sent.to, providerMessageId, expiresInSeconds, code: previewCode };
  }

  /** Checks a code that somebody brought: once right, it is used up. */
  async check(to: string, code: string, purpose: Purpose = usualPurpose): Promise<Verification> {
    if (!this.isCode(code)) return { outcome: 'refused', reason: 'wrong', attemptsLeft: 0 };
    return this.verification.verify({ destination: this.destination(to), purpose, code, caller: noCaller });
  }

  /** A code from the system's generator, evenly spread. */
  makeCode(): string {
    return Array.from({ length: this.config.codeLength }, () => randomInt(10)).join('');
  }

  /** Whether a text can be a code: ASCII digits of `OTP_LENGTH`. */
  isCode(text: string): boolean {
    return isCode(text, this.config.codeLength);
  }

  /** Whether a number has had its messages for now, and until when. */
  async limit(to: string): Promise<SendLimit> {
    const { left, waitMs } = await this.challenges.sendsLeft(this.destination(to).to, noCaller);
    return { limited: left === 0, remaining: left, resetInSeconds: Math.ceil(waitMs / 1000) };
  }

  private destination(to: string): Destination {
    return to.includes('@') ? emailDestination(to.trim().toLowerCase()) : readPhone(to, this.phones);
  }
}
