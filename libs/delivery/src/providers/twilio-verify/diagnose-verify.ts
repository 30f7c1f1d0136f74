import type { Twilio } from 'twilio';
import type { Diagnostic } from '../../provider-kit/diagnostic.js';
import type { ProviderKit } from '../../provider-kit/provider-kit.js';
import { receiptAddress } from '../../provider-kit/receipt-address.js';
import { diagnoseWebhook } from '../twilio-account/diagnose-webhook.js';
import type { TwilioAccountConfig } from '../twilio-account/twilio-account.config.js';
import { callTwilio } from '../twilio-account/twilio-call.js';
import { twilioShared } from '../twilio-account/twilio-shared.js';
import type { TwilioVerifyConfig } from './twilio-verify.config.js';

/** Where Event Streams are posted. */
const eventsPath = receiptAddress(twilioShared.receiptsPath, 'verify-events');

/** Looks at the account and the Verify Services. Sends nothing. */
export async function diagnoseVerify(
  client: Twilio,
  kit: ProviderKit,
  account: TwilioAccountConfig,
  config: TwilioVerifyConfig,
): Promise<readonly Diagnostic[]> {
  const services: [string, string | undefined][] = [
    ['TWILIO_VERIFY_SERVICE_SID', config.serviceSid],
    ['TWILIO_VERIFY_SERVICE_SID_RESET', config.resetServiceSid],
    ['TWILIO_VERIFY_SERVICE_SID_PHONE_CHANGE', config.phoneChangeServiceSid],
    ['TWILIO_VERIFY_SERVICE_SID_SECOND_FACTOR', config.secondFactorServiceSid],
    ['TWILIO_VERIFY_SERVICE_SID_STEP_UP', config.stepUpServiceSid],
    ['TWILIO_VERIFY_SERVICE_SID_REAUTHENTICATE', config.reauthenticateServiceSid],
    ['TWILIO_VERIFY_SERVICE_SID_EMAIL_VERIFY', config.emailVerifyServiceSid],
    ['TWILIO_VERIFY_SERVICE_SID_CONTRACT_C', config.contractCServiceSid],
  ];
  const diagnostics = await Promise.all(
    services.map(([variable, sid]) => (sid === undefined ? [] : diagnoseService(client, variable, sid, kit.codeLength))),
  );
  return [...diagnostics.flat(), await diagnoseWebhook(kit, account, eventsPath, 'json')];
}

async function diagnoseService(client: Twilio, variable: string, sid: string, codeLength: number): Promise<Diagnostic[]> {
  const call = await callTwilio('twilio-verify', () => client.verify.v2.services(sid).fetch());
  if (call.outcome !== 'done')
    return [{ severity: 'error', subject: variable, text: `${call.fault.advice} (${describe(call.fault.report)})` }];
  const service = call.result;
  const diagnostics: Diagnostic[] = [{ severity: 'ok', subject: variable, text: `is the Service “${service.friendlyName}”` }];
  const warn = (text: string) => diagnostics.push({ severity: 'warning', subject: variable, text });
  if (service.codeLength !== codeLength)
    diagnostics.push({
      severity: 'error',
      subject: variable,
      text: `makes codes of ${service.codeLength} digits and OTP_LENGTH is ${codeLength}: change Verify > Services > General > Code length, or OTP_LENGTH`,
    });
  if (!service.lookupEnabled || !service.skipSmsToLandlines)
    warn('sends to landlines too: turn on Lookup and “Skip SMS to landlines” under Verify > Services > General');
  if (service.customCodeEnabled) warn('allows custom codes, which are paid for by attempt and not covered by Fraud Guard: turn them off');
  if (!service.verifyEventSubscriptionEnabled)
    warn('reports no events: turn on event subscriptions to see what became of messages (Monitor > Event Streams)');
  return diagnostics;
}

function describe({ code, status, request }: { code?: number | string; status?: number; request?: string }): string {
  return [code && `error ${code}`, status && `HTTP ${status}`, request].filter(Boolean).join(', ') || 'no answer';
}
