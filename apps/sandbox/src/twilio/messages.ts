import type { Clock } from '@sixdigit/config';
import type { Deliveries, Fate } from '../deliveries.js';
import { findCode } from '../find-code.js';
import { type Form, jsonObject, text } from './form.js';
import { assertSendable } from './message-rules.js';
import { segmentsOf } from './segments.js';
import { sid } from './sid.js';
import type { SignedCallbacks } from './signed-callbacks.js';
import type { TwilioAccount } from './twilio-account.js';
import { messageFate, ownNumber } from './twilio-numbers.js';

export interface Message {
  readonly sid: string;
  readonly to: string;
  readonly from: string | undefined;
  readonly service: string | undefined;
  readonly createdAt: number;
  body: string;
  status: string;
  error: string | undefined;
  sentAt: number | undefined;
  updatedAt: number;
}

const finals = new Set(['delivered', 'undelivered', 'failed']);
const whatsapp = 'whatsapp:';
/** Free words on WhatsApp, where only a template may open a conversation. */
const outsideWindow: Fate = { status: 'failed', error: '63016', insteadOf: 'sent' };

/** Messages that a service wrote itself. */
export class Messages {
  private readonly bySid = new Map<string, Message>();

  constructor(
    private readonly account: TwilioAccount,
    private readonly deliveries: Deliveries,
    private readonly callbacks: SignedCallbacks,
    private readonly clock: Clock,
  ) {}

  create(form: Form): Message {
    assertSendable(form, this.account);
    const to = text(form, 'To') ?? '';
    const service = text(form, 'MessagingServiceSid');
    const now = this.clock.now();
    const message: Message = {
      sid: sid('SM'),
      to,
      from: text(form, 'From'),
      service,
      createdAt: now,
      body: text(form, 'Body') ?? '',
      status: service ? 'accepted' : 'queued',
      error: undefined,
      sentAt: undefined,
      updatedAt: now,
    };
    this.bySid.set(message.sid, message);
    this.deliver(message, form);
    return { ...message };
  }

  get(named: string): Message | undefined {
    return this.bySid.get(named);
  }

  /** Newest first. */
  list(): Message[] {
    return [...this.bySid.values()].reverse();
  }

  delete(named: string): boolean {
    return this.bySid.delete(named);
  }

  private deliver(message: Message, form: Form): void {
    const isWhatsapp = message.to.startsWith(whatsapp);
    const number = message.to.replace(whatsapp, '');
    const { words, code } = wordsOf(message.body, form);
    const ownWords = isWhatsapp && !text(form, 'ContentSid');
    const callback = text(form, 'StatusCallback');
    const path = [...(message.service ? ['queued'] : []), 'sending', 'sent', 'delivered'];
    this.deliveries.begin({
      message: {
        to: number,
        channel: isWhatsapp ? 'whatsapp' : 'sms',
        from: message.from ?? ownNumber,
        text: words,
        ...(code === undefined ? {} : { code }),
        provider: 'twilio',
        status: message.status,
      },
      steps: path.map((status) => ({ status })),
      fate: ownWords ? outsideWindow : messageFate(number),
      lost: { status: 'undelivered', error: '30008' },
      expiry: {
        at: message.createdAt + Number(text(form, 'ValidityPeriod') ?? 36_000) * 1000,
        before: 'sent',
        step: { status: 'failed', error: '30036' },
      },
      reached: async ({ status, error }) => {
        const now = this.clock.now();
        Object.assign(message, { status, error, updatedAt: now, ...(status === 'sent' ? { sentAt: now } : {}) });
        if (callback) await this.callbacks.post(callback, this.receiptOf(message));
      },
    });
  }

  private receiptOf({ sid: id, status, error, to, from, service }: Message): Record<string, string> {
    return {
      MessageSid: id,
      MessageStatus: status,
      SmsSid: id,
      SmsStatus: status,
      AccountSid: this.account.accountSid,
      From: from ?? `${to.startsWith(whatsapp) ? whatsapp : ''}${ownNumber}`,
      To: to,
      ApiVersion: '2010-04-01',
      ...(service === undefined ? {} : { MessagingServiceSid: service }),
      ...(error === undefined ? {} : { ErrorCode: error }),
      ...(finals.has(status) ? { RawDlrDoneDate: dlrDate(this.clock.now()) } : {}),
    };
  }
}

/** What a phone shows: of a template the sandbox knows the variables only. */
function wordsOf(body: string, form: Form): { words: string; code: string | undefined } {
  const contentSid = text(form, 'ContentSid');
  if (!contentSid) return { words: body, code: findCode(body) };
  const variables = Object.entries(jsonObject(text(form, 'ContentVariables') ?? '{}') ?? {});
  const shown = variables.map(([name, value]) => `{{${name}}} ${String(value)}`).join('\n');
  const code = variables.map(([, value]) => String(value)).find((value) => /^\d{4,10}$/.test(value));
  return { words: `Template ${contentSid}\n${shown}`, code };
}

export function segmentsShown({ service, body }: Message): string {
  // a Messaging Service chooses the sender later, and with it the encoding
  return service ? '0' : String(segmentsOf(body));
}

/** `YYMMDDhhmm` */
function dlrDate(ms: number): string {
  return new Date(ms).toISOString().replace(/\D/g, '').slice(2, 12);
}
