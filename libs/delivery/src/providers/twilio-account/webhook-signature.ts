import { ServiceConfig, type Settings } from '@sixdigit/config';
import type { ReceiptRequest } from '../../provider-kit/delivery-receipt.js';
import { TwilioAccountConfig } from './twilio-account.config.js';

/** The two checks of the `twilio` package that are used here. */
interface Checks {
  validateRequest(token: string, signature: string, url: string, params: Record<string, unknown>): boolean;
  validateRequestWithBody(token: string, signature: string, url: string, body: string): boolean;
}

/**
 * Whether Twilio itself made a call (`X-Twilio-Signature`: HMAC-SHA-1 over the URL and the form, under an auth token of the
 * account; for JSON over the URL, which holds the hash of the body). The URL is `PUBLIC_BASE_URL` and the path, never what
 * the `Host` header says (R169).
 */
export class WebhookSignature {
  private constructor(
    private readonly checks: Checks,
    private readonly authTokens: readonly string[],
    private readonly publicBaseUrl: string,
  ) {}

  static async from(settings: Settings): Promise<WebhookSignature> {
    const { default: twilio } = await import('twilio');
    const { authToken, secondaryAuthToken } = settings.get(TwilioAccountConfig);
    const tokens = [authToken, secondaryAuthToken].filter((token) => token !== undefined);
    return new WebhookSignature(twilio, tokens, settings.get(ServiceConfig).publicBaseUrl);
  }

  ofForm(request: ReceiptRequest): boolean {
    return this.check(request, (token, signature, url) => this.checks.validateRequest(token, signature, url, formOf(request.body)));
  }

  ofJson(request: ReceiptRequest): boolean {
    // without the hash in the URL the signature says nothing of the body
    if (!new URL(this.urlOf(request)).searchParams.has('bodySHA256')) return false;
    return this.check(request, (token, signature, url) => this.checks.validateRequestWithBody(token, signature, url, request.body));
  }

  private check(request: ReceiptRequest, run: (token: string, signature: string, url: string) => boolean): boolean {
    const signature = request.headers['x-twilio-signature'];
    if (typeof signature !== 'string') return false;
    return this.authTokens.some((token) => run(token, signature, this.urlOf(request)));
  }

  private urlOf({ path }: ReceiptRequest): string {
    return `${this.publicBaseUrl.replace(/\/$/, '')}${path}`;
  }
}

/** The fields of a form, decoded; a name that comes more than once becomes a list. */
export function formOf(body: string): Record<string, string | string[]> {
  const form: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(body)) {
    const known = form[name];
    form[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value];
  }
  return form;
}
