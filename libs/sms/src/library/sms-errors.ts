import { Problem } from '@sixdigit/contract';

/** There is no such number, or it is not one that can be sent anything: by our reading, or by the provider's (Twilio 21211, 60200). */
export class InvalidNumber extends Problem {
  override readonly name = 'InvalidNumber';
}

/** The provider's account is a trial, and sends to numbers only that were verified with it (Twilio 21608, 21219). */
export class UnverifiedTrialNumber extends Problem {
  override readonly name = 'UnverifiedTrialNumber';
}

/** The provider cannot be reached, or says itself that it is out of service (Twilio 20500, 20503). */
export class ProviderDown extends Problem {
  override readonly name = 'ProviderDown';
}

/** The provider gave no answer within its deadline. The message may arrive all the same. */
export class ProviderTimedOut extends Problem {
  override readonly name = 'ProviderTimedOut';
}

/** The number has had its messages for now. HTTP 429. */
export class SendLimited extends Problem {
  override readonly name = 'SendLimited';

  constructor(
    cause: Problem,
    /** Seconds until the next message is allowed, exact, at least 1: for {@link Problem.extras} and `Retry-After` too. */
    readonly resetInSeconds: number,
  ) {
    super(cause.code, { ...cause.extras, retry_after: resetInSeconds }, { cause });
  }
}
