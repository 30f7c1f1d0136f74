/** The page's script. Every text of a message is set as text, never as markup. */
export const inboxScript = `'use strict';

const root = document.getElementById('inbox');
const count = document.getElementById('count');
const notice = document.getElementById('notice');
const clear = document.getElementById('clear');
const base = root.dataset.base;
const hasActions = root.dataset.actions === 'true';
const everyMs = 1000;

const channelNames = { sms: 'SMS', whatsapp: 'WhatsApp', voice: 'Voice call', email: 'E-mail' };
const actionNames = { deliver: 'Deliver', lose: 'Lose', delay: 'Delay' };
const arrived = new Set(['delivered', 'completed', 'read']);
const ended = new Set(['undelivered', 'failed', 'canceled', 'no-answer', 'busy', 'rejected', 'blocked', 'ndnc']);

/** By number: its phone. By id: a message and the state in which it is shown. */
const phones = new Map();
const bubbles = new Map();

function make(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function say(text) {
  if (notice.textContent !== text) notice.textContent = text;
}

function button(text, label, onClick) {
  const element = make('button', undefined, text);
  element.type = 'button';
  element.setAttribute('aria-label', label);
  element.addEventListener('click', onClick);
  return element;
}

function codeButton(code) {
  const element = button(code, 'Copy the code ' + code, async () => {
    try {
      await navigator.clipboard.writeText(code);
      say('The code is copied.');
    } catch {
      say('The browser does not let this page copy.');
    }
  });
  element.className = 'code';
  element.title = 'Copy';
  return element;
}

function wordsOf({ text, code }) {
  const words = make('p', 'words');
  const at = code ? text.indexOf(code) : -1;
  if (at >= 0) words.append(text.slice(0, at), codeButton(code), text.slice(at + code.length));
  else words.append(text);
  if (code && at < 0) words.append(' ', codeButton(code));
  return words;
}

function timeOf(at) {
  const time = make('time', undefined, new Date(at).toLocaleTimeString());
  time.dateTime = at;
  return time;
}

function timelineOf(message) {
  const list = make('ol', 'history');
  list.setAttribute('aria-label', 'Delivery');
  for (const { status, at, error } of message.history) {
    const step = make('li', arrived.has(status) ? 'arrived' : ended.has(status) ? 'ended' : undefined);
    step.append(make('span', 'status', error ? status + ' (' + error + ')' : status), ' ', timeOf(at));
    list.append(step);
  }
  return list;
}

function actionsOf(message) {
  const row = make('div', 'actions');
  for (const [action, name] of Object.entries(actionNames)) {
    const element = button(name, name + ' this message to ' + message.to, () => act(message.id, action));
    element.dataset.action = action;
    element.disabled = arrived.has(message.status) || ended.has(message.status);
    row.append(element);
  }
  return row;
}

async function act(id, action) {
  try {
    const response = await fetch(base + '/messages/' + encodeURIComponent(id) + '/' + action, { method: 'POST' });
    say(response.ok ? actionNames[action] + ': done.' : 'This message is no longer on its way.');
  } catch {
    say('Nobody answers.');
  }
  await refresh();
}

function fill(bubble, message) {
  const focused = bubble.contains(document.activeElement) ? document.activeElement : undefined;
  const head = make('p', 'head');
  const channel = make('span', 'channel ' + (channelNames[message.channel] ? message.channel : ''), channelNames[message.channel] ?? message.channel);
  head.append(channel, ' ', make('span', 'from', [message.from, message.provider].filter(Boolean).join(' · ')), ' ', timeOf(message.at));
  bubble.replaceChildren(head, wordsOf(message), timelineOf(message));
  if (hasActions) bubble.append(actionsOf(message));
  // a step that comes meanwhile takes nobody's place on the page away
  if (focused?.className === 'code') bubble.querySelector('.code')?.focus();
  if (focused?.dataset.action) bubble.querySelector('[data-action="' + focused.dataset.action + '"]')?.focus();
}

function phoneOf(to) {
  const known = phones.get(to);
  if (known) return known;
  const phone = make('section', 'phone');
  phone.setAttribute('aria-label', to);
  const screen = make('div', 'screen');
  screen.setAttribute('role', 'log');
  screen.setAttribute('aria-label', 'Messages to ' + to);
  screen.tabIndex = 0;
  phone.append(make('h2', undefined, to), screen);
  phones.set(to, phone);
  root.prepend(phone);
  return phone;
}

function show(messages) {
  const ids = new Set(messages.map(({ id }) => id));
  for (const [id, { bubble }] of bubbles) {
    if (ids.has(id)) continue;
    bubble.remove();
    bubbles.delete(id);
  }
  for (const message of messages.toReversed()) {
    const state = JSON.stringify(message);
    const known = bubbles.get(message.id);
    if (known?.state === state) continue;
    const bubble = known?.bubble ?? make('article', 'bubble');
    fill(bubble, message);
    bubbles.set(message.id, { bubble, state });
    if (known) continue;
    const phone = phoneOf(message.to);
    const screen = phone.lastElementChild;
    screen.append(bubble);
    screen.scrollTop = screen.scrollHeight;
    // the phone that rang last comes first
    if (root.firstElementChild !== phone && !phone.contains(document.activeElement)) root.prepend(phone);
  }
  for (const [to, phone] of phones) {
    if (phone.lastElementChild.childElementCount > 0) continue;
    phone.remove();
    phones.delete(to);
  }
  count.textContent = messages.length === 0 ? 'Nothing was sent yet.' : messages.length + (messages.length === 1 ? ' message' : ' messages') + ', ' + phones.size + (phones.size === 1 ? ' number' : ' numbers');
}

let isLost = false;

async function refresh() {
  try {
    const response = await fetch(base + '/messages', { headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error();
    show(await response.json());
    if (isLost) say('');
    isLost = false;
  } catch {
    isLost = true;
    say('Nobody answers. Trying again.');
  }
}

async function watch() {
  await refresh();
  setTimeout(watch, everyMs);
}

clear?.addEventListener('click', async () => {
  await fetch(base + '/messages', { method: 'DELETE' }).catch(() => undefined);
  await refresh();
});

watch();
`;
