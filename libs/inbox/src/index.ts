export { Inbox } from './inbox.js';
export { inboxAssets } from './inbox-assets.js';
export type { InboxMessage, NewMessage, TimelineEntry } from './inbox-message.js';
export { inboxPage } from './inbox-page.js';
