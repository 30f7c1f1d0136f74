import { type Request, type Response, Router } from 'express';
import type { Deliveries } from '../deliveries.js';
import { misbehave } from '../http/faults.js';
import { type Form, text } from './form.js';
import type { TwilioAccount } from './twilio-account.js';
import { TwilioFault } from './twilio-fault.js';
import { messageFate, verifyRefusal, verifySilence } from './twilio-numbers.js';
import { isoSeconds, type Verification, type Verifications } from './verifications.js';
import type { VerifyEvents } from './verify-events.js';
import { acceptedSend, channelNames } from './verify-rules.js';

/** Verify v2 below `/v2/Services`. */
export function verifyRoutes(account: TwilioAccount, verifications: Verifications, deliveries: Deliveries, events: VerifyEvents): Router {
  const router = Router();

  router.param('service', (request, _response, next, service: string) => {
    next(account.verifyServiceSids.includes(service) ? undefined : TwilioFault.notFound(request.originalUrl));
  });

  router.post('/:service/Verifications', (request: Request<{ service: string }>, response) => {
    const form: Form = request.body ?? {};
    const { to, channel } = acceptedSend(form, request.originalUrl);
    const silence = verifySilence(to);
    if (silence) return misbehave(silence, request, response);
    const refusal = verifyRefusal(to);
    if (refusal) throw new TwilioFault(refusal);
    const verification = verifications.send(request.params.service, to, channel, text(form, 'CustomCode'));
    const isCall = channel === 'call';
    deliveries.begin({
      message: {
        to,
        channel: channelNames[channel],
        text: wordsOf(form, verification.code),
        code: verification.code,
        provider: 'twilio-verify',
        status: 'queued',
      },
      steps: isCall ? [{ status: 'ringing' }, { status: 'completed' }] : [{ status: 'sent' }, { status: 'delivered' }],
      fate: isCall ? undefined : messageFate(to),
      lost: isCall ? { status: 'no-answer' } : { status: 'undelivered', error: '30008' },
      reached: isCall ? undefined : (step) => events.post(verification, step),
    });
    answer(response, 201, { ...shared(account, verification), ...extras(verification) });
  });

  router.post('/:service/VerificationCheck', (request: Request<{ service: string }>, response) => {
    const form: Form = request.body ?? {};
    const named = text(form, 'VerificationSid') ?? text(form, 'To');
    if (!named) throw new TwilioFault(60221);
    const code = text(form, 'Code') ?? '';
    if (code.length < 4 || code.length > 10) throw TwilioFault.invalid('Code');
    const verification = verifications.check(request.params.service, named, code, request.originalUrl);
    answer(response, 200, { ...shared(account, verification), sna_attempts_error_codes: null });
    verifications.markSpent(verification);
  });

  router.get('/:service/Verifications/:named', (request: Request<{ service: string; named: string }>, response) => {
    const verification = verifications.fetch(request.params.service, request.params.named, request.originalUrl);
    answer(response, 200, { ...shared(account, verification), ...extras(verification) });
  });

  router.post('/:service/Verifications/:named', (request: Request<{ service: string; named: string }>, response) => {
    const status = text(request.body ?? {}, 'Status') === 'approved' ? 'approved' : 'canceled';
    const verification = verifications.close(request.params.service, request.params.named, status, request.originalUrl);
    answer(response, 200, { ...shared(account, verification), ...extras(verification) });
  });

  return router;
}

function answer(response: Response, status: number, body: object): void {
  response.status(status).json(body);
}

function wordsOf(form: Form, code: string): string {
  const words = `Your ${text(form, 'CustomFriendlyName') ?? 'Sandbox'} verification code is: ${code}`;
  const appHash = text(form, 'AppHash');
  return appHash ? `<#> ${words} ${appHash}` : words;
}

/** What a verification and its check have in common. */
function shared(account: TwilioAccount, { sid, service, to, channel, status, createdAt, updatedAt }: Verification): object {
  return {
    sid,
    service_sid: service,
    account_sid: account.accountSid,
    to,
    channel,
    status,
    valid: status === 'approved',
    amount: null,
    payee: null,
    date_created: isoSeconds(createdAt),
    date_updated: isoSeconds(updatedAt),
  };
}

function extras({ sid, service, attempts }: Verification): object {
  const url = `https://verify.twilio.com/v2/Services/${service}/Verifications/${sid}`;
  return { lookup: {}, send_code_attempts: attempts, sna: null, url };
}
