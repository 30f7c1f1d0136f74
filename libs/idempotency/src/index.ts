export { IdempotencyModule } from './idempotency.module.js';
export { Idempotent, idempotencyProblems, sendReplySeconds, signInReplySeconds } from './idempotent.js';
