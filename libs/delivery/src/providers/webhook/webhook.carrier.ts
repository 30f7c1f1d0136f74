import type { Channel } from '@sixdigit/contract';
import { randomToken } from '@sixdigit/keys';
import { Webhook } from 'standardwebhooks';
import { CarrierProvider, type Message, type SendResult } from '../../provider-kit/carrier.provider.js';
import { type FaultKind, ProviderFault } from '../../provider-kit/provider-fault.js';
import { NoAnswer, type ProviderHttp } from '../../provider-kit/provider-http.js';
import type { DltRegistration } from '../../provider-kit/provider-kit.js';
import { sendProblem } from '../../provider-kit/provider-problem.js';
import type { WebhookConfig } from './webhook.config.js';

const idBytes = 16;

/** Statuses with a meaning of their own; 503 says that nothing was sent. */
const kindOfStatus: Readonly<Record<number, FaultKind>> = { 429: 'throttled', 503: 'unavailable' };

/** What the gateway may call the reason of a refusal, in `fault` of its answer. */
const faults: ReadonlySet<string> = new Set<FaultKind>(['phone_invalid', 'unreachable', 'opted_out', 'country_refused', 'fraud_blocked']);

const advice = "Look at your gateway's own log for this message.";

/** Posts each message to the team's own gateway, signed as Standard Webhooks says (standardwebhooks.com). */
export class WebhookCarrier extends CarrierProvider {
  private readonly signers: readonly Webhook[];

  constructor(
    private readonly http: Pick<ProviderHttp, 'send'>,
    private readonly config: WebhookConfig,
    private readonly dlt: DltRegistration,
  ) {
    super();
    this.signers = config.secrets.map((secret) => new Webhook(secret));
  }

  get channels(): readonly Channel[] {
    return this.config.channels;
  }

  async carry(message: Message): Promise<SendResult> {
    const id = `msg_${randomToken(idBytes)}`;
    const now = new Date();
    const body = JSON.stringify(this.payload(id, message, now));
    try {
      const reply = await this.http.send({ method: 'POST', url: this.config.url!, headers: this.headers(id, now, body), body });
      if (reply.status >= 200 && reply.status < 300) return { outcome: 'accepted', id };
      const fault = faultOf(reply.status, reply.body);
      if (!kindOfStatus[reply.status] && (reply.status >= 500 || reply.status < 400)) return { outcome: 'unknown', cause: fault };
      throw sendProblem(fault);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      const fault = new ProviderFault('webhook', 'unavailable', 'Your gateway could not be reached.', { code: error.code });
      if (error.neverSent) throw sendProblem(fault);
      return { outcome: 'unknown', cause: fault };
    }
  }

  private payload(id: string, message: Message, now: Date): object {
    const { to, channel, text, subject, code, purpose, locale, lifetimeSeconds } = message;
    const dlt = this.dltOf(message);
    return {
      type: 'message.send',
      timestamp: now.toISOString(),
      data: {
        id,
        to,
        channel,
        text,
        ...(subject === undefined ? {} : { subject }),
        code,
        purpose,
        locale,
        expires_in: lifetimeSeconds,
        ...(dlt ? { dlt } : {}),
      },
    };
  }

  /** What India's operators ask for with each SMS. */
  private dltOf({ channel, registeredId }: Message): object | undefined {
    const { entityId } = this.dlt;
    const templateId = registeredId ?? this.dlt.templateId;
    if (channel !== 'sms' || entityId === undefined) return undefined;
    return { entity_id: entityId, ...(templateId === undefined ? {} : { template_id: templateId }) };
  }

  /** A signature for each secret: the gateway may know the old one or the new. */
  private headers(id: string, now: Date, body: string): Record<string, string> {
    return {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': this.signers.map((signer) => signer.sign(id, now, body)).join(' '),
    };
  }
}

function faultOf(status: number, body: string): ProviderFault {
  const named = faultIn(body);
  const kind =
    kindOfStatus[status] ?? (named && faults.has(named) ? (named as FaultKind) : status >= 500 ? 'unavailable' : 'misconfigured');
  return new ProviderFault('webhook', kind, advice, { status });
}

function faultIn(body: string): string | undefined {
  try {
    const { fault } = JSON.parse(body) as { fault?: unknown };
    return typeof fault === 'string' ? fault : undefined;
  } catch {
    return undefined;
  }
}
