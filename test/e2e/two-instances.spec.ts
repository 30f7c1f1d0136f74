import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '@sixdigit/database';
import { type Answer, engines, phoneNumber, Service } from '../support/service.js';

const rounds = 20;
const callers = 50;

(engines.includes('real') ? describe : describe.skip)('two instances on one Postgres and one Redis', () => {
  let one: Service;
  let two: Service;
  let next = 900;
  const both = (call: (service: Service) => Promise<Answer>) =>
    Promise.all(Array.from({ length: callers }, (_, index) => call(index % 2 === 0 ? one : two)));
  beforeAll(async () => {
    one = await Service.start('real', { OTP_DEVELOPMENT_CODE: 'random' });
    two = await Service.start('real', one.environment);
  });
  afterAll(async () => {
    await two.stop();
    await one.stop();
  });

  it('accept a code once between them, and open one session for it (T1)', async () => {
    const { kysely } = one.app.get(Database, { strict: false });
    for (let round = 0; round < rounds; round += 1) {
      const { body } = await one.post('/api/v1/auth/otp/request', { phone: phoneNumber(next++) });
      const answers = await both((service) =>
        service.post('/api/v1/auth/otp/verify', { challenge_id: body.challenge_id, otp: body.preview_code }),
      );
      const [winner, ...others] = successesOf(answers);
      expect(others).toHaveLength(0);
      expect(answers.filter((answer) => answer.status === 400)).toHaveLength(callers - 1);
      const sessions = await kysely.selectFrom('sessions').select('id').where('user_id', '=', winner!.body.user.id).execute();
      expect(sessions).toHaveLength(1);
    }
  });

  it('give parallel refreshes of one token the same successor (T64)', async () => {
    const { body } = await one.signIn(phoneNumber(next++));
    let token = body.refresh_token as string;
    for (let round = 0; round < rounds; round += 1) {
      const answers = await both((service) => service.post('/api/v1/auth/token/refresh', { refresh_token: token }));
      expect(successesOf(answers)).toHaveLength(callers);
      const successors = new Set(answers.map((answer) => answer.body.refresh_token as string));
      expect(successors.size).toBe(1);
      token = [...successors][0]!;
    }
  });

  it('send one message for requests of one number at once (T32)', async () => {
    const answers = await both((service) => service.post('/api/v1/auth/otp/request', { phone: phoneNumber(950) }));
    expect(successesOf(answers)).toHaveLength(1);
  });
});

(engines.includes('real') ? describe : describe.skip)('two instances without a grace window', () => {
  it('let one of the parallel refreshes through and end the family for the others (T64)', async () => {
    const one = await Service.start('real', { OTP_DEVELOPMENT_CODE: 'random', REFRESH_GRACE_SECONDS: '0' });
    const two = await Service.start('real', one.environment);
    try {
      const { body } = await one.signIn(phoneNumber(960));
      const answers = await Promise.all(
        Array.from({ length: callers }, (_, index) =>
          (index % 2 === 0 ? one : two).post('/api/v1/auth/token/refresh', { refresh_token: body.refresh_token }),
        ),
      );
      expect(successesOf(answers)).toHaveLength(1);
      const [winner] = successesOf(answers);
      expect((await two.post('/api/v1/auth/token/refresh', { refresh_token: winner!.body.refresh_token })).status).toBe(401);
    } finally {
      await two.stop();
      await one.stop();
    }
  });
});

function successesOf(answers: readonly Answer[]): Answer[] {
  return answers.filter((answer) => answer.status === 200);
}
