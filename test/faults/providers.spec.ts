import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../../apps/sandbox/src/index.js';
import { Gateway } from '../../libs/delivery/src/providers/webhook/gateway.fake.js';
import { type Answer, engines, phoneNumber, Service } from '../support/service.js';

const perSecond = 50;
const seconds = 30;
const killedAfter = 10;

describe('the first provider going away under load', () => {
  let sandbox: Sandbox;
  let gateway: Gateway;
  let service: Service;
  beforeAll(async () => {
    sandbox = await Sandbox.start();
    gateway = await Gateway.start();
    service = await Service.start(engines.at(-1)!, {
      ...sandbox.environmentOf('twilio'),
      SMS_PROVIDER: 'twilio,webhook',
      SMS_WEBHOOK_URL: gateway.url,
      SMS_WEBHOOK_SECRET: gateway.secret,
      LOG_LEVEL: 'error',
    });
  });
  afterAll(async () => {
    await service.stop();
    await gateway.stop();
  });

  it('loses no request that the second provider could serve: only what the first had taken and never answered', async () => {
    const answers: Promise<{ phone: string; answer: Answer }>[] = [];
    const unanswered = new Set<string>();
    let underWay: ReadonlySet<string> = unanswered;
    const began = Date.now();
    for (let index = 0; index < perSecond * seconds; index += 1) {
      const wait = began + (index * 1000) / perSecond - Date.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      if (index === perSecond * killedAfter)
        void sandbox.stop().then(() =>
          // and the service has seen its connections end
          setTimeout(() => {
            underWay = new Set(unanswered);
          }, 100),
        );
      const phone = phoneNumber(100_000 + index);
      unanswered.add(phone);
      answers.push(
        service.post('/api/v1/auth/otp/request', { phone }).then((answer) => {
          if (answer.status === 200) unanswered.delete(phone);
          return { phone, answer };
        }),
      );
    }
    const all = await Promise.all(answers);
    const lost = all.filter(({ answer }) => answer.status !== 200);
    for (const { phone, answer } of lost) {
      expect(answer.body.code).toBe('send_failed');
      expect(underWay.has(phone)).toBe(true);
    }
    expect(underWay).not.toBe(unanswered);
    // nobody was sent two messages
    const taken = new Set(sandbox.requests.map((request) => request.form.get('To')));
    expect(new Set(gateway.messages.map((message) => message.to)).size).toBe(gateway.messages.length);
    expect(gateway.messages.every((message) => !taken.has(message.to))).toBe(true);
    expect(gateway.messages.length).toBeGreaterThan((perSecond * (seconds - killedAfter)) / 2);
  });
});
