import type { Channel } from '@sixdigit/contract';
import { CarrierProvider, type Message, type SendResult } from '../../provider-kit/carrier.provider.js';
import { NoAnswer, type ProviderHttp } from '../../provider-kit/provider-http.js';
import { sendProblem } from '../../provider-kit/provider-problem.js';
import type { Msg91Config } from './msg91.config.js';
import { msg91Fault } from './msg91-faults.js';
import { templateIdFor } from './template-ids.js';

const flowPath = '/api/v5/flow';

/** From here on the server failed, and what it did is not known. */
const firstServerError = 500;

/** What MSG91 answers, with HTTP 200 for failures too. */
interface FlowReply {
  readonly type?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
}

/** Own codes through MSG91's Flow API: the text stands in a template registered in India, and takes the code as a variable. */
export class Msg91Carrier extends CarrierProvider {
  readonly channels: readonly Channel[] = ['sms'];

  constructor(
    private readonly http: Pick<ProviderHttp, 'send'>,
    private readonly config: Msg91Config,
  ) {
    super();
  }

  async carry(message: Message): Promise<SendResult> {
    try {
      const { status, body } = await this.http.send({
        method: 'POST',
        url: `${this.config.apiBaseUrl}${flowPath}`,
        headers: { authkey: this.config.authKey!, 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(this.flowOf(message)),
      });
      if (status >= firstServerError) return { outcome: 'unknown', cause: msg91Fault([], status) };
      return this.resultOf(replyOf(body), status);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      const fault = msg91Fault([]);
      if (error.neverSent) throw sendProblem(fault);
      return { outcome: 'unknown', cause: fault };
    }
  }

  private resultOf(reply: FlowReply | undefined, status: number): SendResult {
    // the HTTP status is not to be trusted: a refusal comes with 200 too
    if (reply?.type === 'success') return { outcome: 'accepted', id: String(reply.message) };
    if (reply?.type === 'error' || status >= 400) throw sendProblem(msg91Fault([reply?.code, reply?.message], status));
    return { outcome: 'unknown', cause: msg91Fault([], status) };
  }

  private flowOf({ to, purpose, locale, code }: Message): object {
    const { templates, templateId, senderId, codeVariable } = this.config;
    return {
      template_id: templateIdFor(templates, templateId, purpose, locale),
      ...(senderId ? { sender: senderId } : {}),
      // a shortened link in a code's message is filtered, and DLT wants the registered text
      short_url: '0',
      recipients: [{ mobiles: to.slice(1), [codeVariable]: code }],
    };
  }
}

function replyOf(body: string): FlowReply | undefined {
  try {
    const reply: unknown = JSON.parse(body);
    return typeof reply === 'object' && reply !== null ? reply : undefined;
  } catch {
    return undefined;
  }
}
