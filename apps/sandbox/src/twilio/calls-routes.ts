import { type Request, Router } from 'express';
import { type Call, type Calls, durationOf } from './calls.js';
import { rfc2822 } from './rfc2822.js';
import { TwilioFault } from './twilio-fault.js';

const apiVersion = '2010-04-01';

/** Calls below `/2010-04-01/Accounts`. */
export function callsRoutes(calls: Calls): Router {
  const router = Router();

  router.post('/:account/Calls.json', (request: Request<{ account: string }>, response) => {
    response.status(201).json(show(request.params.account, calls.create(request.body ?? {})));
  });

  router.get('/:account/Calls/:named.json', (request: Request<{ account: string; named: string }>, response) => {
    const call = calls.get(request.params.named);
    if (!call) throw TwilioFault.notFound(request.originalUrl);
    response.json(show(request.params.account, call));
  });

  return router;
}

function show(account: string, call: Call): object {
  const { sid, to, from, status, createdAt, updatedAt, answeredAt, endedAt } = call;
  const uri = `/${apiVersion}/Accounts/${account}/Calls/${sid}`;
  return {
    account_sid: account,
    answered_by: null,
    api_version: apiVersion,
    caller_name: null,
    date_created: rfc2822(createdAt),
    date_updated: rfc2822(updatedAt),
    direction: 'outbound-api',
    duration: endedAt === undefined ? null : durationOf(call),
    end_time: endedAt === undefined ? null : rfc2822(endedAt),
    forwarded_from: null,
    from,
    from_formatted: from,
    group_sid: null,
    parent_call_sid: null,
    phone_number_sid: null,
    price: null,
    price_unit: 'USD',
    queue_time: '0',
    sid,
    start_time: answeredAt === undefined ? null : rfc2822(answeredAt),
    status,
    subresource_uris: { events: `${uri}/Events.json` },
    to,
    to_formatted: to,
    trunk_sid: null,
    uri: `${uri}.json`,
  };
}
