import type { RequestHandler } from 'express';

/** A request of the service, as it came. */
export interface SeenRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Empty unless the body is a form. */
  readonly form: URLSearchParams;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Reads the body once, for the record and for the handler. Only what goes to a provider is kept. */
export function record(requests: SeenRequest[], isProvider: (path: string) => boolean): RequestHandler {
  return async (request, _response, next) => {
    let body = '';
    request.setEncoding('utf8');
    for await (const chunk of request) body += String(chunk);
    const isForm = Boolean(request.is('urlencoded'));
    const form = new URLSearchParams(isForm ? body : '');
    const query = new URL(request.url, 'http://sandbox').searchParams;
    if (isProvider(request.path))
      requests.push({ method: request.method, path: request.path, query, form, body, headers: request.headers });
    request.body = isForm ? fieldsOf(form) : parsedOr(undefined, body);
    next();
  };
}

/** A field that comes more than once is a list. */
function fieldsOf(form: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? values[0]! : values];
    }),
  );
}

function parsedOr(otherwise: unknown, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}
