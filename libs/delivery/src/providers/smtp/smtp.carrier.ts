import type { Channel } from '@sixdigit/contract';
import { createTransport, type Transporter } from 'nodemailer';
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

/** Before these the letter itself has not been handed over. */
const beforeTheLetter = new Set(['CONN', 'EHLO', 'HELO', 'STARTTLS', 'AUTH', 'MAIL FROM', 'RCPT TO']);

const connectMs = 2000;

/** A password goes to no other machine in clear. */
const localServer = /^smtps?:\/\/(?:[^@]*@)?(?:127\.0\.0\.1|localhost|\[::1\])(?:[:/]|$)/;

/** Own codes as letters, through the team's mail server. */
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
  }

  async carry({ to, text, subject = '' }: Message): Promise<SendResult> {
    try {
      // the timeouts of the transport are those of silence: a server that says a word now and then would be listened to for ever
      const signal = AbortSignal.timeout(this.config.timeoutMs);
      const headers = { 'Auto-Submitted': 'auto-generated' };
      // an address given as a text would be read as a header, in which it could name others
      const recipient = { name: '', address: to };
      const envelope = { from: this.config.from!, to: [recipient] };
      const letter = { to: recipient, envelope, subject, text, headers, signal };
      const { messageId } = (await this.transport.sendMail(letter)) as { messageId: string };
      return { outcome: 'accepted', id: messageId };
    } catch (error) {
      const { code, responseCode, command } = error as MailError;
      const fault = new ProviderFault('smtp', kindOf(error as MailError), 'Look at SMTP_URL, SMTP_FROM and the log of the mail server.', {
        ...(code === undefined ? {} : { code }),
        ...(responseCode === undefined ? {} : { status: responseCode }),
      });
      // a server that answered, or was never given the letter, sent nothing
      if (responseCode !== undefined || (command !== undefined && beforeTheLetter.has(command))) throw sendProblem(fault);
      return { outcome: 'unknown', cause: fault };
    }
  }
}

function kindOf({ code, responseCode = 0, command }: MailError): FaultKind {
  if (code === 'EAUTH') return 'misconfigured';
  if (code === 'EENVELOPE' || command === 'RCPT TO') return responseCode >= 500 ? 'unreachable' : 'throttled';
  return responseCode >= 500 ? 'misconfigured' : 'unavailable';
}
