export { AuditModule } from './audit.module.js';
export { AuditService } from './audit.service.js';
export type { AuditEvent, AuditEventName } from './audit-event.js';
