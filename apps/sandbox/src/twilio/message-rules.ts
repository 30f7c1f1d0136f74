import { type Form, isE164, jsonObject, text, texts } from './form.js';
import type { TwilioAccount } from './twilio-account.js';
import { TwilioFault } from './twilio-fault.js';
import { messageFrom, messageTo, ownNumber } from './twilio-numbers.js';

const bodyMax = 1600;
const validityMaxSeconds = 36_000;
const whatsapp = 'whatsapp:';
/** Up to eleven characters, one of them a letter. */
const alphanumericSender = /^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/;

/** What no schema says of a message (docs/messaging/api/message-resource). */
export function assertSendable(form: Form, account: TwilioAccount): void {
  assertNumbers(form, account);
  assertContent(form);
  const validity = text(form, 'ValidityPeriod');
  if (validity !== undefined && (Number(validity) < 1 || Number(validity) > validityMaxSeconds)) throw new TwilioFault(21624);
  const callback = text(form, 'StatusCallback');
  if (callback !== undefined && !isCallbackUrl(callback)) throw new TwilioFault(21609);
  const refusal = messageTo[text(form, 'To') ?? ''];
  if (refusal) throw new TwilioFault(refusal);
}

function assertNumbers(form: Form, account: TwilioAccount): void {
  const to = text(form, 'To') ?? '';
  const from = text(form, 'From');
  const service = text(form, 'MessagingServiceSid');
  if (!isE164(to.replace(whatsapp, ''))) throw new TwilioFault(21211);
  if (!from && !service) throw new TwilioFault(21603);
  if (service && service !== account.messagingServiceSid) throw new TwilioFault(21701);
  if (!from) return;
  const number = from.replace(whatsapp, '');
  if (messageFrom[number]) throw new TwilioFault(messageFrom[number]);
  if (from.startsWith(whatsapp) !== to.startsWith(whatsapp)) throw new TwilioFault(21910);
  if (number !== ownNumber && !alphanumericSender.test(from)) throw new TwilioFault(21606);
}

function assertContent(form: Form): void {
  const body = text(form, 'Body');
  const contentSid = text(form, 'ContentSid');
  if (!contentSid && texts(form, 'MediaUrl').length === 0 && !body) throw new TwilioFault(body === '' ? 21602 : 21619);
  if (body && body.length > bodyMax) throw new TwilioFault(21617);
  const variables = text(form, 'ContentVariables');
  if (variables !== undefined && !jsonObject(variables)) throw new TwilioFault(21656);
}

/** Absolute, over HTTP, and with a host that holds no underscore. */
export function isCallbackUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (protocol === 'http:' || protocol === 'https:') && !hostname.includes('_');
}
