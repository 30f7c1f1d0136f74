import { describe, expect, it } from '@jest/globals';
import { Clock } from '@sixdigit/config';
import { Inbox } from './inbox.js';
import type { InboxMessage, NewMessage } from './inbox-message.js';

const message: NewMessage = {
  to: '+14155550123',
  channel: 'sms',
  text: 'Your code is 123456',
  code: '123456',
  provider: 'twilio',
  status: 'queued',
};

describe('Inbox', () => {
  it('lists what was added, newest first', () => {
    const inbox = new Inbox();
    const first = inbox.add(message);
    const second = inbox.add(message);
    expect(inbox.list()).toEqual([second, first]);
    expect(first.id).not.toBe(second.id);
  });

  it('keeps every step with its time and error, and the order of the messages', () => {
    const clock = new Clock();
    const inbox = new Inbox(clock);
    const { id, at } = inbox.add(message);
    const second = inbox.add(message);
    clock.offsetMs = 5000;
    inbox.advance(id, 'undelivered', '30003');
    const [newest, advanced] = inbox.list();
    expect(newest).toEqual(second);
    expect(advanced).toMatchObject({ id, at, status: 'undelivered' });
    expect(advanced?.history).toEqual([
      { status: 'queued', at },
      { status: 'undelivered', at: expect.any(String), error: '30003' },
    ]);
    expect(Date.parse(advanced?.history[1]?.at ?? '') - Date.parse(at)).toBeGreaterThanOrEqual(5000);
  });

  it('gives a message the words it got on its way', () => {
    const inbox = new Inbox();
    const { id } = inbox.add({ to: '+14155550123', channel: 'voice', text: 'A call', provider: 'twilio', status: 'queued' });
    expect(inbox.reword(id, '1 2 3 4', '1234')).toMatchObject({ text: '1 2 3 4', code: '1234', status: 'queued' });
  });

  it('forgets the oldest beyond 500', () => {
    const inbox = new Inbox();
    const first = inbox.add(message);
    for (let count = 0; count < 500; count += 1) inbox.add(message);
    expect(inbox.list()).toHaveLength(500);
    expect(inbox.list()).not.toContain(first);
    expect(inbox.advance(first.id, 'sent')).toBeUndefined();
  });

  it('tells its listeners of every change until they leave', () => {
    const inbox = new Inbox();
    const seen: InboxMessage[] = [];
    const leave = inbox.subscribe((changed) => seen.push(changed));
    const { id } = inbox.add(message);
    inbox.advance(id, 'sent');
    leave();
    inbox.advance(id, 'delivered');
    expect(seen.map(({ status }) => status)).toEqual(['queued', 'sent']);
  });

  it('is empty after it was cleared', () => {
    const inbox = new Inbox();
    inbox.add(message);
    inbox.clear();
    expect(inbox.list()).toEqual([]);
  });
});
