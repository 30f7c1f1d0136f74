import { Integer } from '@sixdigit/config';

export class AuditConfig {
  @Integer('MESSAGE_RETENTION_DAYS', { about: 'For how long the timelines of messages are kept.', min: 1, max: 3650 })
  messageDays = 90;
}
