import { Problem, type Purpose } from '@sixdigit/contract';
import type { Twilio } from 'twilio';
import { HostedStrategy, type Started, type StartRequest, type Verdict } from '../strategy.js';
import { checkProblem, sendProblem } from '../vendor-problem.js';
import { faultOf, isUncertain, notFoundCode, type TwilioError } from './twilio-faults.js';
import type { TwilioVerifyConfig } from './twilio-verify.config.js';

/** Twilio calls voice a call. */
const channelNames = { sms: 'sms', whatsapp: 'whatsapp', voice: 'call', email: 'email' } as const;

/** Answers to a check that mean there is no code to compare with any more. */
const spentStatuses = new Set(['canceled', 'expired', 'deleted', 'failed', 'max_attempts_reached']);
const checksSpentCode = 60202;

/** Twilio Verify v2: Twilio makes, delivers and checks the code. A `ref` is `<Service SID>/<Verification SID>`. */
export class TwilioVerifyStrategy extends HostedStrategy {
  constructor(
    private readonly client: Twilio,
    private readonly config: TwilioVerifyConfig,
  ) {
    super();
  }

  async start({ to, channel, purpose, locale }: StartRequest): Promise<Started> {
    const service = this.serviceFor(purpose);
    try {
      const options = { to, channel: channelNames[channel], ...(locale ? { locale } : {}) };
      const { sid } = await this.client.verify.v2.services(service).verifications.create(options);
      return { certain: true, ref: `${service}/${sid}` };
    } catch (error) {
      const fault = faultOf(error as TwilioError);
      if (isUncertain(error as TwilioError)) return { certain: false, cause: fault };
      throw sendProblem(fault);
    }
  }

  async check(ref: string, to: string, code: string): Promise<Verdict> {
    const [service = '', sid = ''] = ref.split('/');
    try {
      // by SID, never by number: the code of another verification of this number must not count
      const check = await this.client.verify.v2.services(service).verificationChecks.create({ verificationSid: sid, code });
      if (check.status === 'approved') return check.sid === sid && check.to === to ? 'approved' : 'wrong';
      return spentStatuses.has(check.status) ? 'expired' : 'wrong';
    } catch (error) {
      const { code: number } = error as TwilioError;
      if (number === notFoundCode || number === checksSpentCode) return 'expired';
      throw checkProblem(faultOf(error as TwilioError));
    }
  }

  async cancel(ref: string): Promise<void> {
    const [service = '', sid = ''] = ref.split('/');
    try {
      await this.client.verify.v2.services(service).verifications(sid).update({ status: 'canceled' });
    } catch (error) {
      if ((error as TwilioError).code !== notFoundCode) throw sendProblem(faultOf(error as TwilioError));
    }
  }

  /** Twilio sends one code for a number and a Service, whatever it is for: the code of one purpose must not complete another. */
  private serviceFor(purpose: Purpose): string {
    const { serviceSid, resetServiceSid, phoneChangeServiceSid, secondFactorServiceSid, stepUpServiceSid } = this.config;
    const services: Record<Purpose, string | undefined> = {
      sign_in: serviceSid,
      register: serviceSid,
      contract_c: serviceSid,
      reset: resetServiceSid,
      phone_change: phoneChangeServiceSid,
      second_factor: secondFactorServiceSid,
      step_up: stepUpServiceSid,
    };
    const service = services[purpose];
    if (!service) throw new Problem('not_available', { fields: { purpose: `${purpose} needs a Verify Service of its own` } });
    return service;
  }
}
