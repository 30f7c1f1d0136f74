import { Agent, type Dispatcher, request } from 'undici';

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
    /** Nothing can have been sent: no connection was made. Otherwise what the vendor did is not known. */
    readonly neverSent: boolean,
    /** The system's word for it, such as `ECONNREFUSED`. */
    readonly code: string,
  ) {
    super(neverSent ? 'no connection' : 'no answer');
  }
}

/** Errors of a connection that was never made. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** An answer of a vendor is short; more is none of its answers. */
const replyBytesMax = 1_000_000;

/** The one way out of the process to vendors: no call without a deadline, none repeated, none redirected. */
export class VendorHttp {
  private readonly agent: Agent;

  constructor(private readonly deadlines: Deadlines) {
    this.agent = new Agent({ connect: { timeout: deadlines.connectMs }, maxResponseSize: replyBytesMax, connections: 100, pipelining: 1 });
  }

  /** Throws {@link NoAnswer}. */
  async send({ method, url, headers, body }: OutgoingRequest): Promise<IncomingReply> {
    try {
      const signal = AbortSignal.timeout(this.deadlines.callMs);
      const reply = await request(url, { method, headers, body: body ?? null, dispatcher: this.agent, signal });
      return { status: reply.statusCode, headers: reply.headers, body: await reply.body.text() };
    } catch (error) {
      const { code, name } = error as { code?: unknown; name?: string };
      const word = typeof code === 'string' ? code : (name ?? 'unknown');
      throw new NoAnswer(neverConnected.has(word), word);
    }
  }
}
