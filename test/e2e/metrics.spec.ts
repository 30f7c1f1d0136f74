import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sandbox } from '../../apps/sandbox/src/index.js';
import { bearer, phoneNumber, Service } from '../support/service.js';

const token = 'a-token-of-prometheus-0123456789';

describe('/metrics', () => {
  let sandbox: Sandbox;
  let service: Service;
  beforeAll(async () => {
    sandbox = await Sandbox.start();
    service = await Service.start('embedded', { ...sandbox.environmentOf('twilio'), METRICS_TOKEN: token });
  });
  afterAll(async () => {
    await service.stop();
    await sandbox.stop();
  });

  it('counts messages, faults and codes at /metrics, and shows the breakers; no number among them', async () => {
    const phone = phoneNumber(1400);
    await service.post('/api/v1/auth/otp/request', { phone });
    sandbox.faults.add({ kind: 'error', status: 400, code: 21606, times: 1 });
    await service.post('/api/v1/auth/otp/request', { phone: phoneNumber(1401) });
    // last: the provider is told of it a moment later, and that call must not meet the fault
    await service.post('/api/v1/auth/otp/verify', { phone, otp: sandbox.codeFor(phone) });
    const { body, headers } = await service.get('/metrics', bearer(token));
    expect(headers.get('content-type')).toContain('text/plain');
    expect(body).toContain('sixdigit_messages_total{provider="twilio",channel="sms",outcome="sent"} 1');
    expect(body).toContain('sixdigit_messages_total{provider="twilio",channel="sms",outcome="misconfigured"} 1');
    expect(body).toContain('sixdigit_codes_total{event="otp_right",reason=""} 1');
    expect(body).toContain('sixdigit_provider_breaker{provider="twilio"} 0');
    expect(body).not.toContain(phone.slice(1));
  });

  it('refuses /metrics without its token, and has no /metrics where none is set', async () => {
    expect((await service.get('/metrics')).body.code).toBe('token_required');
    expect((await service.get('/metrics', bearer('another'))).body.code).toBe('token_invalid');
    const bare = await Service.start('embedded');
    expect((await bare.get('/metrics', bearer(token))).body.code).toBe('not_found');
    await bare.stop();
  });
});
