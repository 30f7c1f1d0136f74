import type { Caller } from '@sixdigit/caller';
import type { CoolingDown, Limited } from '@sixdigit/challenge';
import { type Channel, type Destination, Problem, type Purpose } from '@sixdigit/contract';
import { ProviderFault, type Sent, segmentsOf, type VerifiedSubject } from '@sixdigit/delivery';
import { LimitedProblem } from './limited-problem.js';
import type { SmsEvent, SmsEvents, SmsFacts } from './sms-events.js';

/** Whom an event is about. */
export interface Subject {
  readonly destination?: Destination | undefined;
  readonly purpose: Purpose;
  readonly caller: Caller;
  readonly channel?: Channel | undefined;
}

const usualChannel: Channel = 'sms';

/** Tells whoever listens what became of a request or an attempt, in the words of the events; and makes the problems of its limits. */
export class VerificationLog {
  constructor(private readonly events: SmsEvents) {}

  sent(subject: Subject, challengeId: string, isNew: boolean, { provider, providerMessageId, text, locale }: Sent): void {
    const { segments } = text === undefined || subject.channel !== 'sms' ? {} : segmentsOf(text);
    this.record('otp_requested', subject, {
      ...(isNew ? {} : { reason: 'resend' }),
      provider: provider.name,
      challengeId,
      providerMessageId,
      locale,
      segments,
    });
  }

  sendFailed(subject: Subject, challengeId: string, provider: string, error: unknown): void {
    this.record('otp_send_failed', subject, { ...faultFacts(error), provider, challengeId });
  }

  checkFailed(subject: Subject, error: unknown): void {
    this.record('otp_check_failed', subject, faultFacts(error));
  }

  wrong(subject: Subject, reason: 'wrong' | 'attempts_spent'): void {
    this.record('otp_wrong', subject, { reason });
  }

  verified(claimId: string, subject: VerifiedSubject): void {
    this.events.verified({ ...subject, challengeId: claimId });
  }

  /** The whole window's length for strangers, not what is left of it: that would tell when the number was last used (T51). */
  limited({ windowSeconds, waitMs }: Limited, subject: Subject): Problem {
    this.record('otp_limited', subject, { reason: 'window' });
    return new LimitedProblem(windowSeconds, waitMs);
  }

  coolingDown({ waitMs }: CoolingDown, subject: Subject): Problem {
    this.record('otp_limited', subject, { reason: 'cooldown' });
    return new Problem('otp_cooldown', { retry_after: Math.max(1, Math.ceil(waitMs / 1000)) });
  }

  private record(event: SmsEvent['event'], { destination, purpose, caller, channel = usualChannel }: Subject, facts: SmsFacts): void {
    this.events.record({ event, destination, purpose, caller, channel, ...facts });
  }
}

/** A word of a closed list for the audit trail, and the provider's report for the log. */
function faultFacts(error: unknown): SmsFacts {
  if (!(error instanceof Problem)) return { reason: 'internal_error' };
  return error.cause instanceof ProviderFault ? { reason: error.cause.kind, fault: error.cause } : { reason: error.code };
}
