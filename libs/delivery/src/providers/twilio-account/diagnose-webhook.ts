import type { Diagnostic } from '../../provider-kit/diagnostic.js';
import { NoAnswer, ProviderHttp } from '../../provider-kit/provider-http.js';
import type { ProviderKit } from '../../provider-kit/provider-kit.js';
import type { TwilioAccountConfig } from './twilio-account.config.js';

const subject = 'webhooks';

/** A receipt that says nothing of any message. */
const emptyForm = { MessageSid: `SM${'0'.repeat(32)}`, MessageStatus: 'nothing' };
const emptyEvents = '[]';

/**
 * Calls the service's own webhook as Twilio would, signed with the settings' auth token: whether the address and the body
 * arrive as they were sent.
 */
export async function diagnoseWebhook(
  { publicBaseUrl }: ProviderKit,
  { authToken }: TwilioAccountConfig,
  path: string,
  format: 'form' | 'json',
): Promise<Diagnostic> {
  if (authToken === undefined)
    return { severity: 'warning', subject, text: 'TWILIO_AUTH_TOKEN is missing: without it no receipt of Twilio can be believed' };
  const { default: twilio } = await import('twilio');
  const base = `${publicBaseUrl}${path}`;
  const isForm = format === 'form';
  const url = isForm ? base : `${base}?bodySHA256=${twilio.getExpectedBodyHash(emptyEvents)}`;
  const signature = twilio.getExpectedTwilioSignature(authToken, url, isForm ? emptyForm : {});
  const http = new ProviderHttp({ connectMs: 2000, callMs: 5000 });
  try {
    const { status } = await http.send({
      method: 'POST',
      url,
      headers: { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json', 'x-twilio-signature': signature },
      body: isForm ? new URLSearchParams(emptyForm).toString() : emptyEvents,
    });
    if (status === 204) return { severity: 'ok', subject, text: `${path} takes what Twilio signs` };
    if (status === 403)
      return {
        severity: 'error',
        subject,
        text: `${path} does not believe what Twilio signs: a proxy changes the path or the body, or the service runs with another PUBLIC_BASE_URL or TWILIO_AUTH_TOKEN`,
      };
    return {
      severity: 'error',
      subject,
      text: `${path} answers HTTP ${status}: PUBLIC_BASE_URL leads elsewhere, or the service runs with another provider`,
    };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { severity: 'warning', subject, text: `${path} cannot be reached from here; while the service is down that is no wonder` };
  }
}
