import type { ReceiptRequest } from '../../provider-kit/delivery-receipt.js';
import { formOf } from '../../provider-kit/form.js';
import type { ProviderKit } from '../../provider-kit/provider-kit.js';
import type { TwilioAccountConfig } from './twilio-account.config.js';

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

  static async from(
    { publicBaseUrl }: Pick<ProviderKit, 'publicBaseUrl'>,
    { authToken, secondaryAuthToken }: Pick<TwilioAccountConfig, 'authToken' | 'secondaryAuthToken'>,
  ): Promise<WebhookSignature> {
    const { default: twilio } = await import('twilio');
    const tokens = [authToken, secondaryAuthToken].filter((token) => token !== undefined);
    return new WebhookSignature(twilio, tokens, publicBaseUrl);
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
    return `${this.publicBaseUrl}${path}`;
  }
}
