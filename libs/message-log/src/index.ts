export { EscalationService } from './escalation.service.js';
export { MessageStore } from './message.store.js';
export type { HistoryQuery, MessageHistory } from './message-history.js';
export { MessageLogConfig } from './message-log.config.js';
export { MessageLogModule } from './message-log.module.js';
export { MessageLog } from './message-log.service.js';
