export { AuditConfig } from './audit.config.js';
export { AuditModule } from './audit.module.js';
export { AuditService } from './audit.service.js';
export type { AuditEvent, AuditEventName } from './audit-event.js';
export { MessageStore } from './message.store.js';
export type { LostMessage } from './message-event.js';
export type { MessageStory, StoryOf } from './message-story.js';
export { MessageTimeline } from './message-timeline.service.js';
export { phoneMark } from './phone-mark.js';
