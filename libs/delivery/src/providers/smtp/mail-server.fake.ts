import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server on this machine, whose mails can be read. */
export class MailServer {
  readonly mails: { readonly to: string; readonly text: string }[] = [];
  /** Recipients that were named to it. */
  calls = 0;
  /** `refuse` every recipient; once a mail was handed over, `hang` or `reset` without an answer. */
  fault: 'refuse' | 'hang' | 'reset' | undefined;

  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: SMTPServer) {
    server.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  static async start(): Promise<MailServer> {
    let mail: MailServer;
    const server = new SMTPServer({
      authOptional: true,
      hideSTARTTLS: true,
      onRcptTo: (_address, _session, done) => {
        mail.calls += 1;
        done(mail.fault === 'refuse' ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null);
      },
      onData: (stream, session, done) => {
        let text = '';
        stream.on('data', (part) => (text += String(part)));
        stream.on('end', () => {
          if (mail.fault === 'hang') return;
          if (mail.fault === 'reset') return void mail.cut();
          mail.mails.push({ to: session.envelope.rcptTo[0]?.address ?? '', text });
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
    this.cut();
    await new Promise<void>((resolve) => this.server.close(resolve));
  }

  private cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}
