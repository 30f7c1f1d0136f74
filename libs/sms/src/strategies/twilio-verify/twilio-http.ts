import type { RequestClient } from 'twilio';

type Client = Pick<RequestClient, 'request'>;
type RequestOptions<TData> = Parameters<typeof RequestClient.prototype.request<TData>>[0];

/** The call took longer than its deadline. What Twilio did meanwhile is not known. */
class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
}

/**
 * The HTTP client of the `twilio` package with one deadline for the whole call, sent to another place where one is set.
 * The package's own retries stay off: they would repeat a send that was counted.
 */
export function twilioHttp(client: Client, timeoutMs: number, baseUrl: string | undefined): Client {
  return {
    request: async <TData>(options: RequestOptions<TData>) => {
      const uri = baseUrl ? options.uri.replace(/^https:\/\/[^/]+/, baseUrl) : options.uri;
      let timer: NodeJS.Timeout | undefined;
      const deadline = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new DeadlineExceeded(`no answer within ${timeoutMs} ms`)), timeoutMs);
      });
      try {
        return await Promise.race([client.request<TData>({ ...options, uri, timeout: timeoutMs }), deadline]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
