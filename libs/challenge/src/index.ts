export { ChallengeConfig } from './challenge.config.js';
export { challengeProviders } from './challenge.providers.js';
export {
  ChallengeStore,
  type CodeAttempt,
  type CoolingDown,
  type Limited,
  type Matched,
  type NoChallenge,
  type Opened,
  type Proof,
  type ResendChallenge,
  type ToCheck,
  type Wrong,
} from './challenge.store.js';
export { ChallengeSecrets } from './challenge-secrets.js';
export { isCode } from './otp-code.js';
