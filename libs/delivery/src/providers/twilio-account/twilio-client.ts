import type { Twilio } from 'twilio';
import type { TwilioAccountConfig } from './twilio-account.config.js';

/** Variables of the account that are not set: an auth token, or an API key with its secret. */
export function missingOfAccount({ accountSid, authToken, apiKey, apiKeySecret }: TwilioAccountConfig): string[] {
  const key = apiKey !== undefined || apiKeySecret !== undefined;
  return [
    ...(accountSid === undefined ? ['TWILIO_ACCOUNT_SID'] : []),
    ...(key && apiKey === undefined ? ['TWILIO_API_KEY'] : []),
    ...(key && apiKeySecret === undefined ? ['TWILIO_API_KEY_SECRET'] : []),
    ...(!key && authToken === undefined ? ['TWILIO_AUTH_TOKEN'] : []),
  ];
}

/** Whether anything of the account is set, or Twilio is asked for by name. */
export function isAccountConfigured({ accountSid, authToken, enabled }: TwilioAccountConfig): boolean {
  return enabled === true || (accountSid ?? authToken) !== undefined;
}

/** Twilio's own client, which takes a while to load: only where a provider of Twilio is used. */
export async function twilioClient(config: TwilioAccountConfig): Promise<Twilio> {
  const [{ default: twilio }, { twilioConnections, twilioHttp }] = await Promise.all([import('twilio'), import('./twilio-http.js')]);
  const { accountSid, authToken, apiKey, apiKeySecret, apiBaseUrl, edge, region } = config;
  const options = {
    httpClient: twilioHttp(twilioConnections(config), apiBaseUrl) as InstanceType<typeof twilio.RequestClient>,
    autoRetry: false,
    ...(accountSid ? { accountSid } : {}),
    ...(edge ? { edge } : {}),
    ...(region ? { region } : {}),
  };
  return apiKey ? twilio(apiKey, apiKeySecret, options) : twilio(accountSid, authToken, options);
}
