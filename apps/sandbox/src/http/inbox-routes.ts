import { type Inbox, inboxAssets, inboxPage } from '@sixdigit/inbox';
import { type Response, Router } from 'express';
import type { Deliveries } from '../deliveries.js';

const base = '/inbox';
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The page and what it asks for. */
export function inboxRoutes(inbox: Inbox, deliveries: Deliveries): Router {
  const router = Router();

  router.get(['/', base], (_request, response) => {
    response
      .set({ 'content-security-policy': policy, 'cache-control': 'no-store' })
      .type('html')
      .send(inboxPage({ base, actions: true }));
  });

  router.get('/favicon.ico', (_request, response) => void response.status(204).end());

  for (const [name, { type, body }] of Object.entries(inboxAssets)) {
    router.get(`${base}/${name}`, (_request, response) => void response.set({ 'cache-control': 'no-cache' }).type(type).send(body));
  }

  router
    .route(`${base}/messages`)
    .get((_request, response) => void response.set({ 'cache-control': 'no-store' }).json(inbox.list()))
    .delete((_request, response) => {
      inbox.clear();
      response.status(204).end();
    });

  const answer = (response: Response, done: boolean) => void response.status(done ? 204 : 409).end();
  router.post(`${base}/messages/:id/deliver`, ({ params }, response) => answer(response, deliveries.deliver(params.id)));
  router.post(`${base}/messages/:id/lose`, ({ params }, response) => answer(response, deliveries.lose(params.id)));
  router.post(`${base}/messages/:id/delay`, ({ params }, response) => answer(response, deliveries.delay(params.id)));

  return router;
}
