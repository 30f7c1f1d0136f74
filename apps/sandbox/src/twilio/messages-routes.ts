import { type Request, type Response, Router } from 'express';
import { text } from './form.js';
import { type Message, type Messages, segmentsShown } from './messages.js';
import { rfc2822 } from './rfc2822.js';
import { TwilioFault } from './twilio-fault.js';

const apiVersion = '2010-04-01';

/** Messages below `/2010-04-01/Accounts`. */
export function messagesRoutes(messages: Messages, nowOf: () => number): Router {
  const router = Router();

  router.post('/:account/Messages.json', (request: Request<{ account: string }>, response) => {
    response.status(201).json(show(request.params.account, messages.create(request.body ?? {})));
  });

  router.get('/:account/Messages.json', (request: Request<{ account: string }>, response) => {
    const { account } = request.params;
    const found = messages.list().filter((message) => isAsked(message, new URL(request.originalUrl, 'http://sandbox').searchParams));
    const uri = request.originalUrl;
    response.json({
      end: Math.max(0, found.length - 1),
      first_page_uri: uri,
      next_page_uri: null,
      page: 0,
      page_size: 50,
      previous_page_uri: null,
      start: 0,
      uri,
      messages: found.map((message) => show(account, message)),
    });
  });

  router.post('/:account/Messages/:named/Feedback.json', (request: Request<{ account: string; named: string }>, response) => {
    const { sid } = known(messages, request);
    const { account } = request.params;
    const at = rfc2822(nowOf());
    response.json({
      account_sid: account,
      message_sid: sid,
      outcome: text(request.body ?? {}, 'Outcome') ?? 'confirmed',
      date_created: at,
      date_updated: at,
      uri: `/${apiVersion}/Accounts/${account}/Messages/${sid}/Feedback.json`,
    });
  });

  router.get('/:account/Messages/:named.json', (request: Request<{ account: string; named: string }>, response) => {
    response.json(show(request.params.account, known(messages, request)));
  });

  // an empty Body takes the words away
  router.post('/:account/Messages/:named.json', (request: Request<{ account: string; named: string }>, response) => {
    const message = known(messages, request);
    if (text(request.body ?? {}, 'Body') === '') message.body = '';
    response.json(show(request.params.account, message));
  });

  router.delete('/:account/Messages/:named.json', (request: Request<{ account: string; named: string }>, response: Response) => {
    if (!messages.delete(request.params.named)) throw TwilioFault.notFound(request.originalUrl);
    response.status(204).end();
  });

  return router;
}

function known(messages: Messages, request: Request<{ named: string }>): Message {
  const message = messages.get(request.params.named);
  if (!message) throw TwilioFault.notFound(request.originalUrl);
  return message;
}

/** The filters of a list: `DateSent>` and `DateSent<` include their day or moment. */
function isAsked({ to, from, createdAt }: Message, query: URLSearchParams): boolean {
  const bound = (name: string) => (query.has(name) ? Date.parse(query.get(name) ?? '') : undefined);
  return (
    (query.get('To') ?? to) === to &&
    (query.get('From') ?? from) === from &&
    createdAt >= (bound('DateSent>') ?? Number.NEGATIVE_INFINITY) &&
    createdAt <= (bound('DateSent<') ?? Number.POSITIVE_INFINITY)
  );
}

function show(account: string, message: Message): object {
  const { sid, to, from, service, body, status, error, createdAt, updatedAt, sentAt } = message;
  const uri = `/${apiVersion}/Accounts/${account}/Messages/${sid}`;
  return {
    account_sid: account,
    api_version: apiVersion,
    body,
    date_created: rfc2822(createdAt),
    date_sent: sentAt === undefined ? null : rfc2822(sentAt),
    date_updated: rfc2822(updatedAt),
    direction: 'outbound-api',
    error_code: error === undefined ? null : Number(error),
    error_message: null,
    from: from ?? null,
    messaging_service_sid: service ?? null,
    num_media: '0',
    num_segments: segmentsShown(message),
    price: null,
    price_unit: 'USD',
    sid,
    status,
    subresource_uris: { media: `${uri}/Media.json` },
    to,
    uri: `${uri}.json`,
  };
}
