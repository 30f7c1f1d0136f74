import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { SmtpCarrier } from './smtp.carrier.js';
import { SmtpConfig } from './smtp.config.js';

const message = {
  purpose: 'sign_in',
  channel: 'email',
  text: 'a text',
  subject: 'a subject',
  code: '123456',
  lifetimeSeconds: 300,
} as const;

describe('the recipient of an e-mail', () => {
  const recipients: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onRcptTo: ({ address }, _, done) => {
      recipients.push(address);
      done(null);
    },
    onData: (stream, _, done) => void stream.resume().on('end', () => done()),
  });
  let carrier: SmtpCarrier;

  beforeAll(async () => {
    server.on('error', () => undefined).listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    carrier = new SmtpCarrier(Object.assign(new SmtpConfig(), { url, from: 'Desk <desk@example.com>' }));
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  async function recipientsOf(to: string): Promise<string[]> {
    recipients.length = 0;
    await carrier.carry({ ...message, to, locale: 'en', challengeId: 'a', registeredId: undefined }).catch(() => undefined);
    return recipients;
  }

  it('is the address that was given', async () => {
    expect(await recipientsOf('victim@example.com')).toEqual(['victim@example.com']);
  });

  it.each([
    'victim@example.com,attacker@evil.example',
    'g:victim@example.com,attacker@evil.example;',
    '"victim@example.com" <attacker@evil.example>',
    'victim@example.com\r\nBcc: attacker@evil.example',
  ])('is never a second one that the text %j names beside or instead of it', async (to) => {
    expect(await recipientsOf(to)).not.toContain('attacker@evil.example');
  });
});
