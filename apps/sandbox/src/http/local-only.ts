import type { RequestHandler } from 'express';

const localHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

/** Codes are read here: no web page of another origin may, nor under another name for this machine. */
export const localOnly: RequestHandler = (request, response, next) => {
  const { host = '', origin } = request.headers;
  if (localHost.test(host) && (!origin || origin === `http://${host}`)) return next();
  response.status(403).type('text').send('Only this machine reads the sandbox.');
};

/** True for a URL on this machine: the sandbox posts to no other. */
export function isLocalUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
