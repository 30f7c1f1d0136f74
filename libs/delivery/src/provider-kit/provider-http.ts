import { Agent, type Dispatcher, request } from 'undici';
import { UnsentCalls } from './unsent-calls.js';

export interface Deadlines {
  /** For the connection to be made. */
  readonly connectMs: number;
  /** For the whole call. */
  readonly callMs: number;
}

export interface OutgoingRequest {
  readonly method: Dispatcher.HttpMethod;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface IncomingReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A call without an answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(
    /** Nothing was sent: there was no connection to send it by. Otherwise what the provider did is not known. */
    readonly neverSent: boolean,
    /** The system's word for it, such as `ECONNREFUSED`. */
    readonly code: string,
  ) {
    super(neverSent ? 'no connection' : 'no answer');
  }
}

/** An answer of a provider is short; more is none of its answers. */
const replyBytesMax = 1_000_000;

/** The one way out of the process to providers: no call without a deadline, none repeated, none redirected. */
export class ProviderHttp {
  private readonly unsent = new UnsentCalls();
  private readonly dispatcher: Dispatcher;

  constructor(private readonly deadlines: Deadlines) {
    // a call that hangs holds its connection: no other call waits for it
    const agent = new Agent({
      connect: { timeout: deadlines.connectMs },
      maxResponseSize: replyBytesMax,
      connections: null,
      pipelining: 1,
    });
    this.dispatcher = agent.compose(this.unsent.interceptor);
  }

  /** Throws {@link NoAnswer}. */
  async send({ method, url, headers, body }: OutgoingRequest): Promise<IncomingReply> {
    try {
      const signal = AbortSignal.timeout(this.deadlines.callMs);
      const reply = await request(url, { method, headers, body: body ?? null, dispatcher: this.dispatcher, signal });
      return { status: reply.statusCode, headers: reply.headers, body: await reply.body.text() };
    } catch (error) {
      const { code, name } = error as { code?: unknown; name?: string };
      throw new NoAnswer(this.unsent.has(error), typeof code === 'string' ? code : (name ?? 'unknown'));
    }
  }
}
