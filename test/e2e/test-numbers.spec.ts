import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConfigurationError } from '@sixdigit/config';
import { Database } from '@sixdigit/database';
import { loadSettings } from '../../apps/api/src/config/load-settings.js';
import { Sandbox } from '../../apps/sandbox/src/index.js';
import { Service } from '../support/service.js';
import { until } from '../support/until.js';

const phone = '+15005550111';
const request = '/api/v1/auth/otp/request';
const verify = '/api/v1/auth/otp/verify';
const dayMs = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

describe.each(['twilio-verify', 'twilio', 'msg91'] as const)('a test number under %s', (name) => {
  let sandbox: Sandbox;
  let service: Service;
  const kysely = () => service.app.get(Database, { strict: false }).kysely;
  beforeAll(async () => {
    sandbox = await Sandbox.start();
    service = await Service.start('embedded', {
      ...sandbox.environmentOf(name),
      TEST_NUMBERS: `${phone}:424242`,
      TEST_NUMBERS_UNTIL: inDays(30),
    });
  });
  afterAll(async () => {
    await service.stop();
    await sandbox.stop();
  });

  it('signs in with its own code, is sent nothing, and is audited', async () => {
    const { body } = await service.post(request, { phone: '+1 (500) 555-0111' });
    expect(body).toMatchObject({ status: 'ok', phone });
    expect(body.preview_code).toBeUndefined();
    expect((await service.post(verify, { phone, otp: '424243' })).status).toBe(400);
    expect((await service.post(verify, { phone, otp: '424242' })).status).toBe(200);
    expect(sandbox.requests).toEqual([]);
    const rows = await until(
      () => kysely().selectFrom('audit_events').selectAll().where('provider', '=', 'test-number').execute(),
      (found) => found.length > 0,
    );
    expect(rows[0]).toMatchObject({ event: 'otp_requested' });
  });

  it('is limited like any other number', async () => {
    expect((await service.post(request, { phone })).body.code).toBe('otp_cooldown');
  });

  it('never opens an admin’s session', async () => {
    await kysely().updateTable('users').set({ role: 'admin' }).where('phone', '=', phone).execute();
    service.advance(31);
    await service.post(request, { phone });
    expect((await service.post(verify, { phone, otp: '424242' })).body.code).toBe('account_disabled');
  });

  it('is a number like any other after its last day', async () => {
    service.advance(32 * 86_400);
    sandbox.advance(32 * dayMs);
    await service.post(request, { phone });
    expect(sandbox.requests.length).toBeGreaterThan(0);
  });
});

describe('a challenge of a test number', () => {
  it('that outlives the last day goes out by the provider, with a code that is right', async () => {
    const sandbox = await Sandbox.start();
    const until = inDays(1);
    const service = await Service.start('embedded', {
      ...sandbox.environmentOf('twilio'),
      TEST_NUMBERS: `${phone}:424242`,
      TEST_NUMBERS_UNTIL: until,
    });
    try {
      const end = Date.parse(`${until}T00:00:00Z`) + dayMs;
      service.advance((end - Date.now()) / 1000 - 20);
      const { body } = await service.post(request, { phone });
      expect(sandbox.requests).toEqual([]);
      expect((await service.post('/api/v1/auth/otp/resend', { challenge_id: body.challenge_id, channel: 'voice' })).body.code).toMatch(
        /not_available|otp_cooldown/,
      );
      service.advance(31);
      expect((await service.post('/api/v1/auth/otp/resend', { challenge_id: body.challenge_id })).status).toBe(200);
      expect((await service.post(verify, { challenge_id: body.challenge_id, otp: '424242' })).status).toBe(400);
      expect((await service.post(verify, { challenge_id: body.challenge_id, otp: sandbox.codeFor(phone) })).status).toBe(200);
    } finally {
      await service.stop();
      await sandbox.stop();
    }
  });
});

describe('test numbers', () => {
  const refusedFor = (environment: Record<string, string>): string[] => {
    try {
      loadSettings({ NODE_ENV: 'test', SECRET_KEY: 'a-root-key-of-the-suite-0123456789', ...environment });
      return [];
    } catch (error) {
      return (error as ConfigurationError).issues.map((issue) => issue.name);
    }
  };

  it('are refused with a code of another length, a number that cannot exist, or a day too far away', () => {
    expect(refusedFor({ TEST_NUMBERS: `${phone}:424242` })).toEqual([]);
    expect(refusedFor({ TEST_NUMBERS: `${phone}:4242424` })).toEqual(['TEST_NUMBERS']);
    expect(refusedFor({ TEST_NUMBERS: '+1234567890:424242' })).toEqual(['TEST_NUMBERS']);
    expect(refusedFor({ TEST_NUMBERS: `${phone}:424242`, TEST_NUMBERS_UNTIL: inDays(120) })).toEqual(['TEST_NUMBERS_UNTIL']);
  });

  it('need a last day in production', () => {
    expect(refusedFor({ NODE_ENV: 'production', TEST_NUMBERS: `${phone}:424242` })).toContain('TEST_NUMBERS_UNTIL');
  });
});
