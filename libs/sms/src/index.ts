export { isCode } from './codes/otp-code.js';
export { readPhone } from './destination.js';
export { SmsConfig } from './sms.config.js';
export { SmsModule } from './sms.module.js';
export { type SmsEvent, SmsEvents } from './sms-events.js';
export { choiceOf } from './strategies/chosen.js';
export { registrations } from './strategies/registry.js';
export { SmsChoiceConfig } from './strategies/sms-choice.config.js';
export { type SentCode, type Verification, VerificationService } from './verification.service.js';
