import { Router } from 'express';
import type { FakeParts } from '../fake.js';
import { accountRoutes } from './account-routes.js';
import { answerFaults } from './answer-faults.js';
import { authenticate } from './authenticate.js';
import { Calls } from './calls.js';
import { callsRoutes } from './calls-routes.js';
import { Messages } from './messages.js';
import { messagesRoutes } from './messages-routes.js';
import { sid } from './sid.js';
import { SignedCallbacks } from './signed-callbacks.js';
import type { TwilioAccount } from './twilio-account.js';
import { TwilioFault } from './twilio-fault.js';
import { noteViolations, validate } from './validate.js';
import { Verifications } from './verifications.js';
import { VerifyEvents } from './verify-events.js';
import { verifyRoutes } from './verify-routes.js';

/** All of Twilio below one host: which product is meant shows in the path. */
export function twilioRoutes(account: TwilioAccount, { inbox, clock, callbacks, deliveries, violations, reportUrl }: FakeParts): Router {
  const signed = new SignedCallbacks(callbacks, account.authToken);
  const messages = new Messages(account, deliveries, signed, clock);
  const calls = new Calls(account, deliveries, signed, clock, (id, words, code) => void inbox.reword(id, words, code));
  const router = Router();
  router.use((_request, response, next) => {
    response.setHeader('twilio-request-id', sid('RQ'));
    next();
  });
  router.use(authenticate(account));
  router.use(...validate(violations), noteViolations(violations));
  router.use(accountRoutes(account));
  const events = new VerifyEvents(account, signed, clock, () => reportUrl('verify-events'));
  router.use('/v2/Services', verifyRoutes(account, new Verifications(clock), deliveries, events));
  router.use(
    '/2010-04-01/Accounts',
    messagesRoutes(messages, () => clock.now()),
    callsRoutes(calls),
  );
  router.use((request) => {
    throw TwilioFault.notFound(request.originalUrl);
  });
  router.use(answerFaults);
  return router;
}
