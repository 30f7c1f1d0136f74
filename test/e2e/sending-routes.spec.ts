import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Inbox } from '@sixdigit/inbox';
import { registeredRoutes, sendingRoutes } from '../../apps/api/src/http/route-list.js';
import { bearer, from, phoneNumber, Service } from '../support/service.js';

describe('the list of routes that send a message', () => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start('embedded');
  });
  afterAll(() => service.stop());

  it('holds every route of the router that makes one, and no other', async () => {
    const fastify = service.app.getHttpAdapter().getInstance();
    const inbox = service.app.get(Inbox, { strict: false });
    const routes = registeredRoutes(fastify).filter(({ method }) => method === 'GET' || method === 'POST');
    expect(routes.length).toBeGreaterThan(10);
    const { body: user } = await service.signIn(phoneNumber(850));
    const sending: string[] = [];
    for (const [index, { method, url }] of routes.entries()) {
      const caller = { ...from(`203.0.113.${100 + index}`), ...bearer(user.access_token) };
      const phone = phoneNumber(900 + index);
      const { body: pending } = await service.post('/api/v1/auth/otp/request', { phone: phoneNumber(860 + index) }, from('198.51.100.60'));
      service.advance(60);
      // what routes that send ask for: a number under one of its names, a challenge, or nothing but the token
      const bodies = [{ phone }, { to: phone }, { phone_number: phone }, { challenge_id: pending.challenge_id }, {}];
      const before = inbox.list().length;
      for (const body of bodies)
        if (method === 'GET') await service.get(url, caller);
        else
          await service.send(url, {
            method: method,
            headers: { 'content-type': 'application/json', ...caller },
            body: JSON.stringify(body),
          });
      if (inbox.list().length > before) sending.push(`${method} ${url}`);
    }
    expect(sending.sort()).toEqual([...sendingRoutes(fastify)].sort());
    expect(sending).toContain('POST /api/v1/auth/otp/resend');
  });
});
