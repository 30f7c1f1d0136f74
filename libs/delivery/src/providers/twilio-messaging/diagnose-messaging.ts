import type { Twilio } from 'twilio';
import type { Diagnostic } from '../../provider-kit/diagnostic.js';
import type { ProviderKit } from '../../provider-kit/provider-kit.js';
import { diagnoseWebhook } from '../twilio-account/diagnose-webhook.js';
import type { TwilioAccountConfig } from '../twilio-account/twilio-account.config.js';
import { type CallOutcome, callTwilio } from '../twilio-account/twilio-call.js';
import { statusPath } from './twilio-messaging.carrier.js';
import type { TwilioMessagingConfig } from './twilio-messaging.config.js';

/** Looks at the account, the sender and the callbacks. Sends nothing. */
export async function diagnoseMessaging(
  client: Twilio,
  kit: ProviderKit,
  account: TwilioAccountConfig,
  config: TwilioMessagingConfig,
): Promise<readonly Diagnostic[]> {
  const found = await callTwilio('twilio', () => client.api.v2010.accounts(account.accountSid!).fetch());
  const diagnostics: Diagnostic[] = [diagnosticOf('TWILIO_ACCOUNT_SID', found, ({ status, type }) => `is ${status}, of type ${type}`)];
  if (found.outcome === 'done' && found.result.type === 'Trial')
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
  if (!kit.publicBaseUrl.startsWith('https://'))
    diagnostics.push({
      severity: 'warning',
      subject: 'PUBLIC_BASE_URL',
      text: 'is no https:// address: Twilio cannot report what became of messages',
    });
  diagnostics.push(await diagnoseWebhook(kit, account, statusPath, 'form'));
  return diagnostics;
}

function diagnosticOf<Result>(subject: string, call: CallOutcome<Result>, describe: (result: Result) => string): Diagnostic {
  if (call.outcome === 'done') return { severity: 'ok', subject, text: describe(call.result) };
  const { code, status, request } = call.fault.report;
  const where = [code && `error ${code}`, status && `HTTP ${status}`, request].filter(Boolean).join(', ') || 'no answer';
  return { severity: 'error', subject, text: `${call.fault.advice} (${where})` };
}
