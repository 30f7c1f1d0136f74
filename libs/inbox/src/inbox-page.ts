interface InboxPageOptions {
  /** The path under which the messages and the assets are served, without a slash at its end. */
  readonly base: string;
  /** Whether messages can be delivered, lost and delayed by hand, and forgotten. */
  readonly actions: boolean;
}

/** The page that shows the messages, as one HTML document. It holds none itself: its script asks for them. */
export function inboxPage({ base, actions }: InboxPageOptions): string {
  const path = escaped(base);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Inbox</title>
<link rel="stylesheet" href="${path}/inbox.css">
<script src="${path}/inbox.js" defer></script>
</head>
<body>
<header>
<h1>Inbox</h1>
<p id="count">Messages that left the service on this machine.</p>
${actions ? '<button type="button" id="clear">Forget all</button>' : ''}
</header>
<p id="notice" role="status"></p>
<main id="inbox" data-base="${path}" data-actions="${actions}"></main>
<noscript>This page needs its script to show the messages.</noscript>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
