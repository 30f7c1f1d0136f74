export { Inbox } from './inbox.js';
export { inboxAssets } from './inbox-assets.js';
export type { HistoryEntry, InboxMessage, NewMessage } from './inbox-message.js';
export { inboxPage } from './inbox-page.js';
