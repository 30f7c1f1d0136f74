export type { SmsOptions } from './library/library-settings.js';
export { type SendLimit, type SendOptions, type SentMessage, SmsService } from './library/sms.service.js';
export { PhoneConfig } from './phone.config.js';
export { readPhone } from './read-phone.js';
export { messageFindings } from './rules/messages.js';
export { smsConfigRules } from './rules/sms-config-rules.js';
export { SmsModule } from './sms.module.js';
export { type SmsEvent, SmsEvents, type SmsListener } from './sms-events.js';
export { type SentCode, type Verification, VerificationService } from './verification.service.js';
