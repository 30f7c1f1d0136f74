export { ChallengeConfig } from './challenge.config.js';
export { challengeProviders } from './challenge.providers.js';
export type { CoolingDown, Limited, NoChallenge, StartedVerification, Window } from './challenge.store.js';
export type { Facts } from './challenge-secrets.js';
export type {
  Candidate,
  ChallengeRequest,
  CountedAttempt,
  MatchedAttempt,
  NewCode,
  OpenedChallenge,
  WrongAttempt,
} from './challenge-types.js';
export { Challenges, claimIdOf } from './challenges.service.js';
export { ClaimMode } from './claim-mode.js';
