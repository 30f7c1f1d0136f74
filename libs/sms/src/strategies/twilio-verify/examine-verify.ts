import type { Settings } from '@sixdigit/config';
import type { Twilio } from 'twilio';
import { SmsConfig } from '../../sms.config.js';
import type { Finding } from '../registration.js';
import { examineWebhook } from '../twilio-account/examine-webhook.js';
import { callTwilio } from '../twilio-account/twilio-call.js';
import { TwilioVerifyConfig } from './twilio-verify.config.js';

/** Where Event Streams are posted. */
const eventsPath = '/webhooks/twilio/verify-events';

/** Looks at the account and the Verify Services. Sends nothing. */
export async function examineVerify(client: Twilio, settings: Settings): Promise<readonly Finding[]> {
  const config = settings.get(TwilioVerifyConfig);
  const services: [string, string | undefined][] = [
    ['TWILIO_VERIFY_SERVICE_SID', config.serviceSid],
    ['TWILIO_VERIFY_SERVICE_SID_RESET', config.resetServiceSid],
    ['TWILIO_VERIFY_SERVICE_SID_PHONE_CHANGE', config.phoneChangeServiceSid],
    ['TWILIO_VERIFY_SERVICE_SID_SECOND_FACTOR', config.secondFactorServiceSid],
    ['TWILIO_VERIFY_SERVICE_SID_STEP_UP', config.stepUpServiceSid],
  ];
  const findings = await Promise.all(
    services.map(([variable, sid]) => (sid === undefined ? [] : examineService(client, variable, sid, settings.get(SmsConfig).codeLength))),
  );
  return [...findings.flat(), await examineWebhook(settings, eventsPath, 'json')];
}

async function examineService(client: Twilio, variable: string, sid: string, codeLength: number): Promise<Finding[]> {
  const call = await callTwilio('twilio-verify', () => client.verify.v2.services(sid).fetch());
  if (call.outcome !== 'done')
    return [{ severity: 'error', subject: variable, text: `${call.fault.advice} (${describe(call.fault.report)})` }];
  const service = call.result;
  const findings: Finding[] = [{ severity: 'ok', subject: variable, text: `is the Service “${service.friendlyName}”` }];
  const warn = (text: string) => findings.push({ severity: 'warning', subject: variable, text });
  if (service.codeLength !== codeLength)
    findings.push({
      severity: 'error',
      subject: variable,
      text: `makes codes of ${service.codeLength} digits and OTP_LENGTH is ${codeLength}: change Verify > Services > General > Code length, or OTP_LENGTH`,
    });
  if (!service.lookupEnabled || !service.skipSmsToLandlines)
    warn('sends to landlines too: turn on Lookup and “Skip SMS to landlines” under Verify > Services > General');
  if (service.customCodeEnabled) warn('allows custom codes, which are paid for by attempt and not covered by Fraud Guard: turn them off');
  if (!service.verifyEventSubscriptionEnabled)
    warn('reports no events: turn on event subscriptions to see what became of messages (Monitor > Event Streams)');
  return findings;
}

function describe({ code, status, request }: { code?: number | string; status?: number; request?: string }): string {
  return [code && `error ${code}`, status && `HTTP ${status}`, request].filter(Boolean).join(', ') || 'no answer';
}
