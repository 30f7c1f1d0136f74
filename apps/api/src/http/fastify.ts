import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Problem } from '@sixdigit/contract';
import type { FastifyInstance } from 'fastify';
import { parseJsonBody } from './json-body.js';
import { problemDocument } from './problem-document.js';
import { listRoutes } from './route-list.js';

const bodyBytesMax = 16 * 1024;

/** One call of a provider may hold receipts of many messages. */
const reportBytesMax = 256 * 1024;
const urlCharactersMax = 2048;

/** How often the server looks for requests that take too long. */
const timeoutCheckMs = 1000;

/** A caller's own request id; anything else could write into our log. */
const safeId = /^[\w.-]{8,64}$/;

/** The HTTP server's HTTP defaults, before any of our code runs. */
export function fastifyAdapter(trustProxy: false | string[], requestTimeoutMs: number): FastifyAdapter {
  const adapter = new FastifyAdapter({
    trustProxy,
    bodyLimit: bodyBytesMax,
    requestTimeout: requestTimeoutMs,
    http: { connectionsCheckingInterval: timeoutCheckMs, headersTimeout: requestTimeoutMs },
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && safeId.test(given) ? given : randomUUID();
    },
    clientErrorHandler,
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  listRoutes(fastify);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).header('cache-control', 'no-store');
    done(request.url.length > urlCharactersMax ? Object.assign(new Error('uri too long'), { statusCode: 414 }) : undefined);
  });
  readJsonOnly(fastify);
  return adapter;
}

/** Providers sign the bytes of their receipts, and send them as forms too. */
const isWebhook = (url: string) => url.startsWith('/webhooks/');

function readJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  // nowhere else: a page of another origin can send a form without asking (CSRF)
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: reportBytesMax },
    (request, body, done) => {
      if (isWebhook(request.url)) done(null, body);
      else done(Object.assign(new Error('no form here'), { statusCode: 415 }));
    },
  );
  fastify.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: reportBytesMax }, (request, body, done) => {
    if (isWebhook(request.url)) return done(null, body);
    if (body.length > bodyBytesMax) return done(Object.assign(new Error('body too large'), { statusCode: 413 }));
    // a client that announces JSON and sends nothing sends no fields
    if (body === '') return done(null, undefined);
    const parsed = parseJsonBody(String(body));
    if (parsed) done(null, parsed.value);
    else done(Object.assign(new Error('malformed body'), { statusCode: 400 }));
  });
}

/** What Node refuses to read as HTTP never reaches a route: it is answered on the bare socket. */
function clientErrorHandler(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const code = { HPE_HEADER_OVERFLOW: 'headers_too_large', ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout' } as const;
  const problem = new Problem(code[error.code as keyof typeof code] ?? 'request_malformed');
  const body = JSON.stringify(problemDocument(problem, randomUUID()));
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.code}\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
      `Cache-Control: no-store\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
