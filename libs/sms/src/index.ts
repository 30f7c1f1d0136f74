export { Problem, type ProblemCode, type ProblemExtras } from '@sixdigit/contract';
export { type FaultKind, ProviderFault } from '@sixdigit/delivery';
export type { SmsOptions } from './library/library-settings.js';
export {
  type AskOptions,
  type CheckOptions,
  type SendLimit,
  type SendOptions,
  type SentMessage,
  SmsService,
} from './library/sms.service.js';
export { InvalidNumber, ProviderDown, ProviderTimedOut, SendLimited, UnverifiedTrialNumber } from './library/sms-errors.js';
export { PhoneConfig } from './phone.config.js';
export { messageFindings } from './rules/messages.js';
export { smsConfigRules } from './rules/sms-config-rules.js';
export { SmsModule } from './sms.module.js';
export { type CodeVerified, type SmsEvent, SmsEvents, type SmsListener } from './sms-events.js';
export { VerificationModule } from './verification.module.js';
export { VerificationService } from './verification.service.js';
export type { SentCode, Verification } from './verification-types.js';
