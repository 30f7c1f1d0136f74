import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server on this machine, whose letters can be read. */
export class MailServer {
  readonly letters: { readonly to: string; readonly text: string }[] = [];
  /** Refuses every recipient. */
  refuses = false;

  private constructor(private readonly server: SMTPServer) {}

  static async start(): Promise<MailServer> {
    let mail: MailServer;
    const server = new SMTPServer({
      authOptional: true,
      hideSTARTTLS: true,
      onRcptTo: (_, __, done) => done(mail.refuses ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null),
      onData: (stream, { envelope }, done) => {
        let text = '';
        stream.on('data', (part) => (text += String(part)));
        stream.on('end', () => {
          mail.letters.push({ to: envelope.rcptTo[0]?.address ?? '', text });
          done();
        });
      },
    });
    mail = new MailServer(server);
    server.on('error', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    return mail;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }
}
