import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestClient } from 'twilio';
import { ProviderHttp } from '../../provider-kit/provider-http.js';

type Client = Pick<RequestClient, 'request'>;
type RequestOptions<TData> = Parameters<typeof RequestClient.prototype.request<TData>>[0];
type Reply<TData> = Awaited<ReturnType<typeof RequestClient.prototype.request<TData>>>;

/** What the headers of Twilio's last answer said: the error objects of the package do not hold it. */
export interface LastAnswer {
  /** Twilio's name of the request. */
  id?: string;
  /** Milliseconds of its `Retry-After`; 0 where it has none. */
  retryAfterMs: number;
}

const answers = new AsyncLocalStorage<LastAnswer>();

/** Runs calls and hands over what the last answer to them said. */
export function withLastAnswer<Result>(run: (last: LastAnswer) => Promise<Result>): Promise<Result> {
  const last: LastAnswer = { retryAfterMs: 0 };
  return answers.run(last, () => run(last));
}

/** Of the call that is under way. */
export function lastRetryAfterMs(): number {
  return answers.getStore()?.retryAfterMs ?? 0;
}

/**
 * The HTTP client of the `twilio` package: one deadline for the connection and one for the whole call, sent to another
 * place where one is set. The package's own retries stay off: they would repeat a send that was counted.
 */
export function twilioHttp(http: Pick<ProviderHttp, 'send'>, baseUrl: string | undefined): Client {
  return {
    request: async <TData>(options: RequestOptions<TData>): Promise<Reply<TData>> => {
      const url = new URL(baseUrl ? options.uri.replace(/^https:\/\/[^/]+/, baseUrl) : options.uri);
      for (const [name, value] of pairs(options.params)) url.searchParams.append(name, value);
      const method = options.method.toUpperCase() as 'GET' | 'POST' | 'DELETE';
      const body = method === 'POST' ? new URLSearchParams(pairs(options.data)).toString() : undefined;
      const headers = { ...(options.headers as Record<string, string>), Authorization: await authorization(options) };
      const reply = await http.send({ method, url: url.href, headers, ...(body === undefined ? {} : { body }) });
      noteAnswer(reply.headers);
      // an answer that is no JSON is no answer: the caller finds a text where an object should be
      return { statusCode: reply.status, body: parsed(reply.body), headers: reply.headers } as Reply<TData>;
    },
  };
}

function noteAnswer(headers: Readonly<Record<string, string | string[] | undefined>>): void {
  const last = answers.getStore();
  if (!last) return;
  const id = headers['twilio-request-id'];
  if (typeof id === 'string') last.id = id;
  const seconds = Number(headers['retry-after'] ?? 0);
  last.retryAfterMs = Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : 0;
}

async function authorization<TData>({ authStrategy, username, password }: RequestOptions<TData>): Promise<string> {
  if (authStrategy) return authStrategy.getAuthString();
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Lists become repeated names. */
function pairs(fields: unknown): [string, string][] {
  return Object.entries((fields ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item) => item !== undefined && item !== null)
      .map((item) => [name, String(item)] as [string, string]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The connections to Twilio of both providers. */
export function twilioConnections(deadlines: { connectTimeoutMs: number; timeoutMs: number }): ProviderHttp {
  return new ProviderHttp({ connectMs: deadlines.connectTimeoutMs, callMs: deadlines.timeoutMs });
}
