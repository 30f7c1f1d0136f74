import { timingSafeEqual } from 'node:crypto';
import { type ErrorRequestHandler, type Request, type RequestHandler, Router } from 'express';
import type { Msg91Account } from './msg91-account.js';
import { type Msg91Deliveries, requestId } from './msg91-deliveries.js';
import { authKeyOf, type Fields, field, fieldsOf, isMobile } from './msg91-input.js';
import { Msg91Refusal } from './msg91-refusal.js';
import type { Otps } from './otps.js';

const badMobile = 'Mobile no. empty or not numeric';
const noTemplate = 'DLT Template id not found.';
const otpDigitsDefault = 4;
/** A day. */
const otpMinutesDefault = 1440;

/** MSG91 below `/api/v5`. */
export function msg91Routes(account: Msg91Account, otps: Otps, deliveries: Msg91Deliveries): Router {
  const router = Router();
  router.use(authenticate(account));

  router.post('/flow', (request, response) => {
    const fields = fieldsOf(request);
    const template = field(fields, 'template_id') || field(fields, 'flow_id');
    if (!template) throw new Msg91Refusal(noTemplate);
    const recipients = recipientsOf(fields);
    const id = requestId();
    for (const recipient of recipients) {
      const { mobiles: _, ...variables } = recipient;
      const values = Object.values(variables).map(String);
      const code = values.find((value) => /^\d{4,10}$/.test(value));
      const shown = Object.entries(variables).map(([name, value]) => `${name}: ${String(value)}`);
      for (const mobile of mobilesOf(recipient)) {
        deliveries.begin({ requestId: id, mobile, channel: 'sms', text: [`Template ${template}`, ...shown].join('\n'), code });
      }
    }
    response.json({ type: 'success', message: id });
  });

  router.post('/otp', (request, response) => {
    const fields = fieldsOf(request);
    if (!field(fields, 'template_id')) throw new Msg91Refusal(noTemplate);
    const mobile = mobileOf(fields);
    const digits = Number(field(fields, 'otp_length') || otpDigitsDefault);
    const minutes = Number(field(fields, 'otp_expiry') || otpMinutesDefault);
    if (!(digits >= 4 && digits <= 9) || !(minutes >= 1)) throw new Msg91Refusal('Invalid otp_length or otp_expiry');
    const own = field(fields, 'otp');
    if (own && !/^\d{4,9}$/.test(own)) throw new Msg91Refusal('Otp empty or not numeric');
    const code = otps.send(mobile, own, digits, minutes);
    const id = requestId();
    deliveries.begin({ requestId: id, mobile, channel: 'sms', text: `Your verification code is ${code}.`, code });
    response.json({ type: 'success', request_id: id });
  });

  const verify: RequestHandler = (request, response) => {
    const fields = fieldsOf(request);
    otps.verify(mobileOf(fields), field(fields, 'otp'));
    response.json({ type: 'success', message: 'OTP verified success' });
  };
  router.route('/otp/verify').get(verify).post(verify);

  const retry: RequestHandler = (request, response) => {
    const fields = fieldsOf(request);
    const mobile = mobileOf(fields);
    const code = otps.retry(mobile);
    const channel = field(fields, 'retrytype') === 'text' ? 'sms' : 'voice';
    deliveries.begin({ requestId: requestId(), mobile, channel, text: `Your verification code is ${code}.`, code });
    response.json({ type: 'success', message: 'retry send successfully' });
  };
  router.route('/otp/retry').get(retry).post(retry);

  router.use((request: Request) => {
    throw new Msg91Refusal(`Nothing is served at ${request.path}`, 404);
  });
  router.use(answerRefusals);
  return router;
}

function authenticate({ authKey }: Msg91Account): RequestHandler {
  const expected = Buffer.from(authKey);
  return (request, _response, next) => {
    const given = Buffer.from(authKeyOf(request));
    const known = given.length === expected.length && timingSafeEqual(given, expected);
    next(known ? undefined : new Msg91Refusal('Authentication failure', 401));
  };
}

function recipientsOf(fields: Fields): Fields[] {
  const recipients: unknown = fields['recipients'];
  if (!Array.isArray(recipients) || recipients.length === 0) throw new Msg91Refusal('Please enter atleast one number to send sms.');
  return recipients.map((recipient: unknown) => {
    if (typeof recipient !== 'object' || recipient === null) throw new Msg91Refusal(badMobile);
    const fields: Fields = { ...recipient };
    mobilesOf(fields);
    return fields;
  });
}

function mobilesOf(recipient: Fields): string[] {
  const mobiles = field(recipient, 'mobiles').split(',');
  if (!mobiles.every(isMobile)) throw new Msg91Refusal(badMobile);
  return mobiles;
}

function mobileOf(fields: Fields): string {
  const mobile = field(fields, 'mobile');
  if (!isMobile(mobile)) throw new Msg91Refusal(badMobile);
  return mobile;
}

const answerRefusals: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (!(error instanceof Msg91Refusal)) return next(error);
  response.status(error.status).json({ type: 'error', message: error.message });
};
