import { type Channel, Problem, type Purpose } from '@sixdigit/contract';
import type { Twilio } from 'twilio';
import { type CheckResult, HostedProvider, type Started, type StartRequest } from '../../provider-kit/hosted.provider.js';
import { checkProblem, sendProblem } from '../../provider-kit/provider-problem.js';
import { callTwilio } from '../twilio-account/twilio-call.js';
import { notFoundCode } from '../twilio-account/twilio-faults.js';
import type { TwilioVerifyConfig } from './twilio-verify.config.js';

/** Twilio calls voice a call. */
const channelNames = { sms: 'sms', whatsapp: 'whatsapp', voice: 'call', email: 'email' } as const;

/** Answers to a check that mean there is no code to compare with any more. */
const spentStatuses = new Set(['canceled', 'expired', 'deleted', 'failed', 'max_attempts_reached']);
const checksSpentCode = 60202;

/** The language alone, or with its region: what a list of accepted languages begins with. */
const firstLanguage = /^[a-z]{2,3}(?![a-z])(?:-[a-z]{2}(?![a-z]))?/i;

const provider = 'twilio-verify';

/** Twilio Verify v2: Twilio makes, delivers and checks the code. A `ref` is `<Service SID>/<Verification SID>`. */
export class TwilioVerifyProvider extends HostedProvider {
  constructor(
    private readonly client: Twilio,
    private readonly config: TwilioVerifyConfig,
  ) {
    super();
  }

  get channels(): readonly Channel[] {
    return this.config.channels;
  }

  async start(request: StartRequest): Promise<Started> {
    const service = this.serviceFor(request.purpose);
    const locale = firstLanguage.exec(request.locale ?? '')?.[0];
    let call = await this.create(service, request, locale);
    // 404 is also Twilio's word for a language that it does not speak; nothing was sent
    if (locale && call.outcome === 'refused' && Number(call.error.code) === notFoundCode)
      call = await this.create(service, request, undefined);
    switch (call.outcome) {
      case 'done':
        return { outcome: 'accepted', ref: `${service}/${call.result.sid}` };
      case 'unknown':
        return { outcome: 'unknown', cause: call.fault };
      case 'refused':
        throw sendProblem(call.fault);
    }
  }

  async check(ref: string, to: string, code: string): Promise<CheckResult> {
    const [service = '', sid = ''] = ref.split('/');
    // by SID, never by number: the code of another verification of this number must not count
    const call = await callTwilio(provider, () =>
      this.client.verify.v2.services(service).verificationChecks.create({ verificationSid: sid, code }),
    );
    if (call.outcome === 'done') {
      const check = call.result;
      if (check.status === 'approved') return check.sid === sid && check.to === to ? 'approved' : 'wrong';
      return spentStatuses.has(check.status) ? 'expired' : 'wrong';
    }
    const number = call.outcome === 'refused' ? Number(call.error.code) : undefined;
    if (number === notFoundCode || number === checksSpentCode) return 'expired';
    throw checkProblem(call.fault);
  }

  async cancel(ref: string): Promise<void> {
    const [service = '', sid = ''] = ref.split('/');
    const call = await callTwilio(provider, () =>
      this.client.verify.v2.services(service).verifications(sid).update({ status: 'canceled' }),
    );
    if (call.outcome === 'done' || (call.outcome === 'refused' && Number(call.error.code) === notFoundCode)) return;
    throw sendProblem(call.fault);
  }

  private create(service: string, { to, channel, purpose, ip }: StartRequest, locale: string | undefined) {
    const { rateLimit, deviceIp } = this.config;
    const options = {
      to,
      channel: channelNames[channel],
      // for Twilio's statistics; a tag may hold nothing personal
      tags: JSON.stringify({ purpose }),
      ...(locale ? { locale } : {}),
      ...(deviceIp && ip ? { deviceIp: ip } : {}),
      ...(rateLimit && ip ? { rateLimits: { [rateLimit]: ip } } : {}),
    };
    return callTwilio(provider, () => this.client.verify.v2.services(service).verifications.create(options));
  }

  /** Twilio sends one code for a number and a Service, whatever it is for: the code of one purpose must not complete another. */
  slotOf(purpose: Purpose): string | undefined {
    const { config } = this;
    const services: Record<Purpose, string | undefined> = {
      sign_in: config.serviceSid,
      register: config.serviceSid,
      contract_c: config.contractCServiceSid ?? config.serviceSid,
      reset: config.resetServiceSid,
      phone_change: config.phoneChangeServiceSid,
      email_verify: config.emailVerifyServiceSid,
      second_factor: config.secondFactorServiceSid,
      reauthenticate: config.reauthenticateServiceSid,
      step_up: config.stepUpServiceSid,
    };
    return services[purpose];
  }

  private serviceFor(purpose: Purpose): string {
    const service = this.slotOf(purpose);
    if (!service) throw new Problem('not_available', { fields: { purpose: `${purpose} needs a Verify Service of its own` } });
    return service;
  }
}
