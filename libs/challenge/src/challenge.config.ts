import { Integer } from '@sixdigit/config';

/** Codes, and how often a number may be sent one. */
export class ChallengeConfig {
  @Integer('OTP_LENGTH', { about: 'Digits of a code.', min: 6, max: 10 })
  codeLength = 6;

  @Integer('OTP_EXPIRE_SECONDS', { about: 'Life of a code.', min: 60, max: 600, production: '300' })
  lifetimeSeconds = 600;

  @Integer('OTP_MAX_ATTEMPTS', {
    about:
      'Attempts on one code by the caller who asked for it; as many again from other networks. Ten wrong attempts an hour on one number in all.',
    min: 3,
    max: 10,
  })
  attemptsMax = 5;

  @Integer('SMS_RATE_LIMIT_PER_PHONE', {
    about: 'Messages to one number in each window, sliding. One network may use half of them.',
    min: 1,
    max: 100,
  })
  sendsMax = 5;

  @Integer('SMS_RATE_LIMIT_WINDOW', { about: 'Seconds of that window.', min: 60, max: 86_400 })
  sendWindowSeconds = 3600;

  @Integer('SMS_DAILY_LIMIT_PER_PHONE', { about: 'Messages to one number in a day, resends included.', min: 1, max: 1000 })
  sendsPerDayMax = 10;
}
