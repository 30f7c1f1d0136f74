export { EscalationService } from './escalation.service.js';
export type { HistoryPage, MessageHistory, PageRequest } from './message-history.js';
export { type HistoryQuery, MessageHistoryReader } from './message-history-reader.js';
export { MessageLogConfig } from './message-log.config.js';
export { MessageLogModule } from './message-log.module.js';
export { MessageLog } from './message-log.service.js';
export { withMessageHistory } from './open-message-history.js';
