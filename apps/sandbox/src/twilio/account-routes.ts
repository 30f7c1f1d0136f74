import { type Request, Router } from 'express';
import { rfc2822 } from './rfc2822.js';
import type { TwilioAccount } from './twilio-account.js';
import { TwilioFault } from './twilio-fault.js';
import { isoSeconds } from './verifications.js';

/** As if all of it had been made then. */
const madeAt = Date.UTC(2026, 0, 1);

/** What a service looks up before it sends: the account, its Verify Services and its Messaging Service. */
export function accountRoutes(account: TwilioAccount): Router {
  const router = Router();

  router.get('/2010-04-01/Accounts/:sid.json', (_request, response) => {
    const { accountSid } = account;
    const uri = `/2010-04-01/Accounts/${accountSid}`;
    response.json({
      // an API key never sees it, and no test needs it from here
      auth_token: '',
      date_created: rfc2822(madeAt),
      date_updated: rfc2822(madeAt),
      friendly_name: 'Sandbox',
      owner_account_sid: accountSid,
      sid: accountSid,
      status: 'active',
      subresource_uris: { messages: `${uri}/Messages.json`, calls: `${uri}/Calls.json` },
      type: 'Full',
      uri: `${uri}.json`,
    });
  });

  router.get('/v2/Services/:sid', (request: Request<{ sid: string }>, response) => {
    const { sid } = request.params;
    if (!account.verifyServiceSids.includes(sid)) throw TwilioFault.notFound(request.originalUrl);
    const url = `https://verify.twilio.com/v2/Services/${sid}`;
    response.json({
      sid,
      account_sid: account.accountSid,
      friendly_name: 'Sandbox',
      code_length: 6,
      lookup_enabled: true,
      psd2_enabled: false,
      skip_sms_to_landlines: true,
      dtmf_input_required: false,
      tts_name: null,
      do_not_share_warning_enabled: false,
      custom_code_enabled: false,
      push: null,
      totp: null,
      default_template_sid: null,
      whatsapp: null,
      passkeys: null,
      verify_event_subscription_enabled: true,
      date_created: isoSeconds(madeAt),
      date_updated: isoSeconds(madeAt),
      url,
      links: { verifications: `${url}/Verifications`, verification_checks: `${url}/VerificationCheck` },
    });
  });

  router.get('/v1/Services/:sid', (request: Request<{ sid: string }>, response) => {
    const { sid } = request.params;
    if (sid !== account.messagingServiceSid) throw TwilioFault.notFound(request.originalUrl);
    const url = `https://messaging.twilio.com/v1/Services/${sid}`;
    response.json({
      account_sid: account.accountSid,
      sid,
      date_created: isoSeconds(madeAt),
      date_updated: isoSeconds(madeAt),
      friendly_name: 'Sandbox',
      inbound_request_url: null,
      inbound_method: 'POST',
      fallback_url: null,
      fallback_method: 'POST',
      status_callback: null,
      sticky_sender: true,
      mms_converter: true,
      smart_encoding: true,
      fallback_to_long_code: false,
      area_code_geomatch: true,
      validity_period: 14_400,
      scan_message_content: 'inherit',
      synchronous_validation: false,
      usecase: '2fa',
      us_app_to_person_registered: true,
      use_inbound_webhook_on_number: false,
      links: { phone_numbers: `${url}/PhoneNumbers` },
      url,
    });
  });

  return router;
}
