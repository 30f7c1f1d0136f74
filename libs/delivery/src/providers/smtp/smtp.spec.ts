import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { carrierFrom, sampleMessage as message, thrownBy } from '../../provider-kit/created-provider.fake.js';
import { MailServer } from './mail-server.fake.js';
import { smtp } from './smtp.js';

describe('a mail server', () => {
  it('that knows no such mailbox has sent nothing; one that is not there neither', async () => {
    const mail = await MailServer.start();
    const environment = { SMTP_URL: mail.url, SMTP_FROM: 'no-reply@example.com' };
    const outgoing = { ...message, to: 'nobody@example.com', channel: 'email' as const, subject: 'Your code' };
    mail.fault = 'refuse';
    expect(await thrownBy((await carrierFrom(smtp, environment)).carry(outgoing))).toMatchObject({
      cause: { provider: 'smtp', kind: 'unreachable' },
    });
    await mail.stop();
    expect(await thrownBy((await carrierFrom(smtp, environment)).carry(outgoing))).toMatchObject({ cause: { kind: 'unavailable' } });
  });

  it.each(['hang', 'reset'] as const)('that was given the mail and does not answer (%s) may have sent it', async (fault) => {
    const mail = await MailServer.start();
    mail.fault = fault;
    const carrier = await carrierFrom(smtp, { SMTP_URL: mail.url, SMTP_FROM: 'no-reply@example.com', SMTP_TIMEOUT_MS: '300' });
    expect(await carrier.carry({ ...message, to: 'nobody@example.com', channel: 'email', subject: 'Your code' })).toMatchObject({
      outcome: 'unknown',
      cause: { provider: 'smtp', kind: 'unavailable' },
    });
    await mail.stop();
  });

  it('that never comes to the mail itself is waited for no longer than the deadline, and has sent nothing', async () => {
    const chatter = createServer((socket) => {
      socket.on('error', () => {}).write('220 hello\r\n');
      const timer = setInterval(() => socket.write('250-and another thing\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    chatter.listen(0, '127.0.0.1');
    await once(chatter, 'listening');
    const url = `smtp://127.0.0.1:${(chatter.address() as AddressInfo).port}`;
    const carrier = await carrierFrom(smtp, { SMTP_URL: url, SMTP_FROM: 'no-reply@example.com', SMTP_TIMEOUT_MS: '300' });
    const outgoing = { ...message, to: 'nobody@example.com', channel: 'email' as const, subject: 'Your code' };
    expect(await thrownBy(carrier.carry(outgoing))).toMatchObject({ code: 'send_failed', cause: { kind: 'unavailable' } });
    chatter.close();
    await once(chatter, 'close');
  });
});
