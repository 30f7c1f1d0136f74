import { inboxScript } from './inbox-script.js';
import { inboxStyles } from './inbox-styles.js';

interface Asset {
  readonly type: string;
  readonly body: string;
}

/** What the page loads from its own origin, by file name: files, because a strict policy runs nothing inline. */
export const inboxAssets: Readonly<Record<'inbox.js' | 'inbox.css', Asset>> = {
  'inbox.js': { type: 'text/javascript; charset=utf-8', body: inboxScript },
  'inbox.css': { type: 'text/css; charset=utf-8', body: inboxStyles },
};
