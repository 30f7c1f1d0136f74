import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Caller, callerAt, noCaller } from '@sixdigit/caller';
import { ChallengeConfig, Challenges } from '@sixdigit/challenge';
import { type Channel, type Destination, emailDestination, Problem, type Purpose, parseAddress, readPhone } from '@sixdigit/contract';
import { PhoneConfig } from '../phone.config.js';
import { VerificationService } from '../verification.service.js';
import type { Verification } from '../verification-types.js';
import { namedError } from './named-error.js';

/** Who asks. */
export interface AskOptions {
  /**
   * The address of the client that asked your application, after your own proxies. With it one line may use at most half of a number's
   * messages and attempts, so that a stranger cannot lock an owner out. Without it everybody is counted together.
   */
  readonly ip?: string;
}

export interface SendOptions extends AskOptions {
  /** A code of the caller's own; without one it is made here. Digits of `OTP_LENGTH`. */
  readonly code?: string;
  readonly purpose?: Purpose;
  readonly channel?: Channel;
  /** BCP 47. */
  readonly locale?: string;
}

export interface CheckOptions extends AskOptions {
  /** The purpose that the code was sent for. */
  readonly purpose?: Purpose;
}

/** What was sent. */
export interface SentMessage {
  readonly challengeId: string;
  /** E.164, or the address as it was read. */
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

/**
 * Codes by SMS for another application: send, make, check, and ask for the limits. Every failure is a `Problem`, those that a caller
 * may want to tell apart with a class of their own: `InvalidNumber`, `UnverifiedTrialNumber`, `ProviderDown`, `ProviderTimedOut` and
 * `SendLimited`, which says when the next message is allowed.
 */
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
    const { code: suppliedCode, purpose = usualPurpose, channel, locale, ip } = options;
    if (suppliedCode !== undefined && !this.isCode(suppliedCode)) throw new RangeError(`A code has ${this.config.codeLength} digits.`);
    const sent = await named(async () => {
      const destination = this.destination(to);
      return this.verification.request({ destination, purpose, channel, locale, suppliedCode, caller: callerOf(ip) });
    });
    const { challengeId, providerMessageId, expiresInSeconds, previewCode } = sent;
    return { challengeId, to: sent.to, providerMessageId, expiresInSeconds, code: previewCode };
  }

  /** Checks a code that somebody entered: once right, it is used up. */
  async check(to: string, code: string, { purpose = usualPurpose, ip }: CheckOptions = {}): Promise<Verification> {
    if (!this.isCode(code)) return { outcome: 'refused', reason: 'wrong', attemptsLeft: 0 };
    return named(async () => this.verification.verify({ destination: this.destination(to), purpose, code, caller: callerOf(ip) }));
  }

  /** A code from the system's generator, evenly spread. */
  makeCode(): string {
    return Array.from({ length: this.config.codeLength }, () => randomInt(10)).join('');
  }

  /** Whether a text can be a code: ASCII digits of `OTP_LENGTH`. */
  isCode(text: string): boolean {
    return this.challenges.isCode(text);
  }

  /** Whether a number has had its messages for now, and until when. */
  async limit(to: string, { ip }: AskOptions = {}): Promise<SendLimit> {
    const { left, waitMs } = await named(async () => this.challenges.sendsLeft(this.destination(to).to, callerOf(ip)));
    return { limited: left === 0, remaining: left, resetInSeconds: Math.ceil(waitMs / 1000) };
  }

  private destination(to: string): Destination {
    if (!to.includes('@')) return readPhone(to, this.phones);
    const address = parseAddress(to);
    if (address === undefined) throw new Problem('request_invalid', { fields: { to: 'is not exactly one e-mail address' } });
    return emailDestination(address);
  }
}

function callerOf(ip: string | undefined): Caller {
  return ip === undefined ? noCaller : callerAt(ip, '');
}

/** Failures get the names that the library promises. */
async function named<Result>(step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    throw namedError(error);
  }
}
