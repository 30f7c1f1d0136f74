import type { ChallengeConfig } from './challenge.config.js';
import type { ChallengeRules } from './challenge.store.js';

const daySeconds = 86_400;

/** Wrong attempts on one number across its challenges: a new code gives no new attempts (NIST SP 800-63B §3.1.3.2). */
const wrongWindows = [
  { count: 10, seconds: 3600 },
  { count: 30, seconds: daySeconds },
];

const cooldownSeconds = [30, 40, 60, 90, 120];

/** Twilio Verify's own; no hosted provider known allows fewer. */
const refChecksMax = 5;

const liveMax = 5;

/** The rules of challenges, from the settings. */
export function challengeRules(config: ChallengeConfig): ChallengeRules {
  return {
    lifetimeMs: config.lifetimeSeconds * 1000,
    attemptsMax: config.attemptsMax,
    sendWindows: [
      { count: config.sendsMax, seconds: config.sendWindowSeconds },
      { count: config.sendsPerDayMax, seconds: daySeconds },
    ],
    wrongWindows,
    cooldownsMs: cooldownSeconds.map((seconds) => seconds * 1000),
    liveMax,
    refChecksMax,
  };
}
