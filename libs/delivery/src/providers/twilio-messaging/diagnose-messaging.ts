import { ServiceConfig, type Settings } from '@sixdigit/config';
import type { Twilio } from 'twilio';
import type { Diagnostic } from '../../provider-kit/provider-definition.js';
import { diagnoseWebhook } from '../twilio-account/diagnose-webhook.js';
import { TwilioAccountConfig } from '../twilio-account/twilio-account.config.js';
import { type CallOutcome, callTwilio } from '../twilio-account/twilio-call.js';
import { statusPath } from './twilio-messaging.carrier.js';
import { TwilioMessagingConfig } from './twilio-messaging.config.js';

/** Looks at the account, the sender and the callbacks. Sends nothing. */
export async function diagnoseMessaging(client: Twilio, settings: Settings): Promise<readonly Diagnostic[]> {
  const { accountSid } = settings.get(TwilioAccountConfig);
  const config = settings.get(TwilioMessagingConfig);
  const account = await callTwilio('twilio', () => client.api.v2010.accounts(accountSid!).fetch());
  const diagnostics: Diagnostic[] = [diagnosticOf('TWILIO_ACCOUNT_SID', account, ({ status, type }) => `is ${status}, of type ${type}`)];
  if (account.outcome === 'done' && account.result.type === 'Trial')
    diagnostics.push({
      severity: 'warning',
      subject: 'TWILIO_ACCOUNT_SID',
      text: 'is a trial account: it sends to verified numbers only, and adds a line of its own',
    });
  if (config.serviceSid) {
    const { serviceSid } = config;
    const service = await callTwilio('twilio', () => client.messaging.v1.services(serviceSid).fetch());
    diagnostics.push(
      diagnosticOf('TWILIO_MESSAGING_SERVICE_SID', service, ({ friendlyName }) => `is the Messaging Service “${friendlyName}”`),
    );
  }
  if (!settings.get(ServiceConfig).publicBaseUrl.startsWith('https://'))
    diagnostics.push({
      severity: 'warning',
      subject: 'PUBLIC_BASE_URL',
      text: 'is no https:// address: Twilio cannot report what became of messages',
    });
  diagnostics.push(await diagnoseWebhook(settings, statusPath, 'form'));
  return diagnostics;
}

function diagnosticOf<Result>(subject: string, call: CallOutcome<Result>, describe: (result: Result) => string): Diagnostic {
  if (call.outcome === 'done') return { severity: 'ok', subject, text: describe(call.result) };
  const { code, status, request } = call.fault.report;
  const where = [code && `error ${code}`, status && `HTTP ${status}`, request].filter(Boolean).join(', ') || 'no answer';
  return { severity: 'error', subject, text: `${call.fault.advice} (${where})` };
}
