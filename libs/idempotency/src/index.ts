export { IdempotencyModule } from './idempotency.module.js';
export { Idempotent, sendReplySeconds, signInReplySeconds } from './idempotent.js';
