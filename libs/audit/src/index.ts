export { AuditConfig } from './audit.config.js';
export { AuditModule } from './audit.module.js';
export { AuditService } from './audit.service.js';
export type { AuditEvent, AuditEventName } from './audit-event.js';
export { MessageTimeline } from './message-timeline.service.js';
