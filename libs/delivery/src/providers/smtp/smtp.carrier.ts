import { Readable } from 'node:stream';
import type { Channel } from '@sixdigit/contract';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import type Mail from 'nodemailer/lib/mailer/index.js';
import { CarrierProvider, type Message, type SendResult } from '../../provider-kit/carrier.provider.js';
import { type FaultKind, ProviderFault } from '../../provider-kit/provider-fault.js';
import { sendProblem } from '../../provider-kit/provider-problem.js';
import type { SmtpConfig } from './smtp.config.js';

/** What nodemailer throws, as far as it is used here. */
interface MailError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

const connectMs = 2000;

/** A password goes to no other machine in clear. */
const localServer = /^smtps?:\/\/(?:[^@]*@)?(?:127\.0\.0\.1|localhost|\[::1\])(?:[:/]|$)/;

/** Own codes by e-mail, through the team's mail server. */
export class SmtpCarrier extends CarrierProvider {
  readonly channels: readonly Channel[] = ['email'];
  private readonly transport: Transporter;

  constructor(private readonly config: SmtpConfig) {
    super();
    const { timeoutMs } = config;
    this.transport = createTransport(
      {
        url: config.url!,
        connectionTimeout: Math.min(connectMs, timeoutMs),
        greetingTimeout: timeoutMs,
        socketTimeout: timeoutMs,
        requireTLS: !localServer.test(config.url!),
      },
      { from: config.from! },
    );
    this.transport.use('stream', tellOfHandover);
  }

  async carry({ to, text, subject = '' }: Message): Promise<SendResult> {
    let isHandedOver = false;
    const onHandover = () => {
      isHandedOver = true;
    };
    try {
      // the timeouts of the transport are those of silence: a server that answers now and then would be waited for without end
      const signal = AbortSignal.timeout(this.config.timeoutMs);
      const headers = { 'Auto-Submitted': 'auto-generated' };
      // an address given as a text would be read as a header, in which it could name others
      const recipient = { name: '', address: to };
      const envelope = { from: this.config.from!, to: [recipient] };
      const mail: WatchedMail = { to: recipient, envelope, subject, text, headers, signal, onHandover };
      const { messageId } = (await this.transport.sendMail(mail)) as { messageId: string };
      return { outcome: 'accepted', id: messageId };
    } catch (error) {
      const { code, responseCode } = error as MailError;
      const fault = new ProviderFault('smtp', kindOf(error as MailError), 'Look at SMTP_URL, SMTP_FROM and the log of the mail server.', {
        ...(code === undefined ? {} : { code }),
        ...(responseCode === undefined ? {} : { status: responseCode }),
      });
      // a server that refused, or was never given the mail, sent nothing
      if (responseCode !== undefined || !isHandedOver) throw sendProblem(fault);
      return { outcome: 'unknown', cause: fault };
    }
  }
}

interface WatchedMail extends SendMailOptions {
  readonly signal: AbortSignal;
  /** Called when the server has agreed to take the mail itself, before its first byte. */
  readonly onHandover: () => void;
}

/**
 * Tells when the mail itself begins to be handed over. The errors of nodemailer do not say so: a connection that ends within the
 * mail has the same command (`CONN`) as one that never stood.
 */
const tellOfHandover: Mail.PluginFunction = (mail, done) => {
  const { onHandover } = mail.data as WatchedMail;
  // read by demand: nothing asks before the server has said that it takes the mail
  mail.message.processFunc((bytes) => Readable.from(toldOf(bytes, onHandover), { objectMode: false }));
  done();
};

async function* toldOf(bytes: Readable, onHandover: () => void): AsyncGenerator<Buffer> {
  onHandover();
  yield* bytes;
}

function kindOf({ code, responseCode = 0, command }: MailError): FaultKind {
  if (code === 'EAUTH') return 'misconfigured';
  if (code === 'EENVELOPE' || command === 'RCPT TO') return responseCode >= 500 ? 'unreachable' : 'throttled';
  return responseCode >= 500 ? 'misconfigured' : 'unavailable';
}
