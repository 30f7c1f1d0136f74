import type { ChallengeConfig } from './challenge.config.js';
import type { ChallengeRules } from './challenge.store.js';

const hourSeconds = 3600;
const daySeconds = 86_400;

/** A code has this many times `OTP_MAX_ATTEMPTS` for all of its handles. */
const handlesPerCode = 3;

const cooldownSeconds = [30, 40, 60, 90, 120];

/** The rules of challenges, from the settings. ADR 0004 has the arithmetic of those that no setting moves. */
export function challengeRules(config: ChallengeConfig): ChallengeRules {
  return {
    lifetimeMs: config.lifetimeSeconds * 1000,
    attemptsMax: config.attemptsMax,
    reservedMax: handlesPerCode * config.attemptsMax,
    foreignPerSiteMax: 2,
    sendWindows: [
      { count: config.sendsMax, seconds: config.sendWindowSeconds },
      { count: config.sendsPerDayMax, seconds: daySeconds },
    ],
    // a new code gives no new attempts (NIST SP 800-63B §3.1.3.2)
    wrongWindows: [
      { count: 10, seconds: hourSeconds },
      { count: 30, seconds: daySeconds },
    ],
    attemptsWhenWrong: 2,
    comparisonWindows: [
      { count: 60, seconds: hourSeconds },
      { count: 120, seconds: daySeconds },
    ],
    attemptsWhenCompared: 1,
    cooldownsMs: cooldownSeconds.map((seconds) => seconds * 1000),
    liveMax: 5,
    restartsMax: 2,
    foreignChecksMax: 2,
    cancelledMs: 60_000,
    // Twilio Verify keeps one for ten minutes, the longest of the providers; no challenge on it outlives it by more than its own lifetime
    verificationKeptMs: Math.max(600_000, config.lifetimeSeconds * 1000),
  };
}
