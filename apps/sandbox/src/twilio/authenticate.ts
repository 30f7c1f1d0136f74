import { timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { TwilioAccount } from './twilio-account.js';
import { TwilioFault } from './twilio-fault.js';

/** Basic, with the auth token or an API key. The account in a path is the one that asks. */
export function authenticate({ accountSid, authToken, apiKeySid, apiKeySecret }: TwilioAccount): RequestHandler {
  const accepted = [`${accountSid}:${authToken}`, `${apiKeySid}:${apiKeySecret}`].map((pair) => Buffer.from(pair));
  return (request, _response, next) => {
    const [scheme = '', encoded = ''] = (request.headers.authorization ?? '').split(' ');
    const given = Buffer.from(encoded, 'base64');
    const known = scheme.toLowerCase() === 'basic' && accepted.some((pair) => pair.length === given.length && timingSafeEqual(pair, given));
    const [, named] = /^\/2010-04-01\/Accounts\/([^/.]+)/.exec(request.originalUrl) ?? [];
    next(known && (named === undefined || named === accountSid) ? undefined : new TwilioFault(20003));
  };
}
