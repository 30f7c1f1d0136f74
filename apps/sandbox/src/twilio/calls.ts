import type { Clock } from '@sixdigit/config';
import type { Deliveries, Step } from '../deliveries.js';
import { findCode } from '../find-code.js';
import { type Form, isE164, text, texts } from './form.js';
import { isCallbackUrl } from './message-rules.js';
import { rfc2822 } from './rfc2822.js';
import { sid } from './sid.js';
import type { SignedCallbacks } from './signed-callbacks.js';
import type { TwilioAccount } from './twilio-account.js';
import { TwilioFault } from './twilio-fault.js';
import { callFate, callFrom, callTo, ownNumber } from './twilio-numbers.js';

export interface Call {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly createdAt: number;
  status: string;
  answeredAt: number | undefined;
  endedAt: number | undefined;
  updatedAt: number;
}

/** The event that a status is reported as; whatever is not here ends a call. */
const events: Readonly<Record<string, string>> = { initiated: 'initiated', ringing: 'ringing', 'in-progress': 'answered' };
const twimlMax = 4000;

/** Calls that speak a service's own words. */
export class Calls {
  private readonly bySid = new Map<string, Call>();

  constructor(
    private readonly account: TwilioAccount,
    private readonly deliveries: Deliveries,
    private readonly callbacks: SignedCallbacks,
    private readonly clock: Clock,
    private readonly reword: (inboxId: string, words: string, code: string | undefined) => void,
  ) {}

  create(form: Form): Call {
    assertCallable(form);
    const now = this.clock.now();
    const call: Call = {
      sid: sid('CA'),
      to: text(form, 'To') ?? '',
      from: text(form, 'From') ?? '',
      createdAt: now,
      status: 'queued',
      answeredAt: undefined,
      endedAt: undefined,
      updatedAt: now,
    };
    this.bySid.set(call.sid, call);
    this.place(call, form);
    return { ...call };
  }

  get(named: string): Call | undefined {
    return this.bySid.get(named);
  }

  private place(call: Call, form: Form): void {
    const twiml = text(form, 'Twiml');
    const url = text(form, 'Url');
    const words = twiml === undefined ? 'The words of this call are asked for when it is answered.' : spoken(twiml);
    const code = twiml === undefined ? undefined : findCode(words);
    const wanted = texts(form, 'StatusCallbackEvent').flatMap((event) => event.split(' '));
    const callback = text(form, 'StatusCallback');
    let sequence = 0;
    this.deliveries.begin({
      message: {
        to: call.to,
        channel: 'voice',
        from: call.from,
        text: words,
        ...(code === undefined ? {} : { code }),
        provider: 'twilio',
        status: 'queued',
      },
      steps: ['initiated', 'ringing', 'in-progress', 'completed'].map((status) => ({ status })),
      fate: callFate(call.to),
      lost: { status: 'no-answer' },
      reached: async (step, inboxId) => {
        this.note(call, step);
        const event = events[step.status] ?? 'completed';
        if (callback && (wanted.length > 0 ? wanted : ['completed']).includes(event)) {
          await this.callbacks.post(callback, this.receiptOf(call, step, sequence), withoutPort);
        }
        sequence += 1;
        if (step.status !== 'in-progress' || twiml !== undefined || !url) return;
        const fetched = spoken((await this.callbacks.post(url, this.receiptOf(call, step), withoutPort)) ?? '');
        this.reword(inboxId, fetched, findCode(fetched));
      },
    });
  }

  private note(call: Call, { status }: Step): void {
    const now = this.clock.now();
    call.updatedAt = now;
    // `initiated` is an event only: the resource stays queued
    if (status !== 'initiated') call.status = status;
    if (status === 'in-progress') call.answeredAt = now;
    if (!events[status]) call.endedAt = now;
  }

  private receiptOf(call: Call, { status }: Step, sequence?: number): Record<string, string> {
    return {
      CallSid: call.sid,
      AccountSid: this.account.accountSid,
      From: call.from,
      To: call.to,
      CallStatus: status,
      ApiVersion: '2010-04-01',
      Direction: 'outbound-api',
      ...(sequence === undefined
        ? {}
        : { Timestamp: rfc2822(this.clock.now()), CallbackSource: 'call-progress-events', SequenceNumber: String(sequence) }),
      ...(events[status] ? {} : { CallDuration: durationOf(call) }),
    };
  }
}

function assertCallable(form: Form): void {
  const to = text(form, 'To') ?? '';
  const from = text(form, 'From') ?? '';
  if (callFrom[from]) throw new TwilioFault(callFrom[from]);
  if (from !== ownNumber) throw new TwilioFault(21210);
  if (callTo[to]) throw new TwilioFault(callTo[to]);
  if (!isE164(to)) throw new TwilioFault(21217);
  const twiml = text(form, 'Twiml');
  const url = text(form, 'Url');
  if (twiml === undefined && url === undefined) throw new TwilioFault(21205);
  if (twiml !== undefined && twiml.length > twimlMax) throw new TwilioFault(20001, 'Twiml is longer than 4000 characters');
  if (url !== undefined && !isCallbackUrl(url)) throw new TwilioFault(21205);
  const callback = text(form, 'StatusCallback');
  if (callback !== undefined && !isCallbackUrl(callback)) throw new TwilioFault(21609);
}

/** What a caller hears of TwiML. */
function spoken(twiml: string): string {
  return twiml
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Voice signs an HTTPS URL without its port. */
function withoutPort(url: string): string {
  return url.replace(/^(https:\/\/[^/:?]+):\d+/, '$1');
}

export function durationOf({ answeredAt, endedAt }: Call): string {
  return answeredAt === undefined || endedAt === undefined ? '0' : String(Math.round((endedAt - answeredAt) / 1000));
}
