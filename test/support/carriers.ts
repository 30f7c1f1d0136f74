import type { Channel } from '@sixdigit/contract';
import { type Fault, Sandbox } from '../../apps/sandbox/src/index.js';
import { Gateway } from './gateway.js';
import { MailServer } from './mail-server.js';
import { phoneNumber } from './service.js';

/** A provider on this machine: how to choose it, how to read what it delivered, how to make it fail. */
export interface Carrier {
  readonly environment: Record<string, string>;
  /** Where it is the sandbox. */
  readonly sandbox?: Sandbox;
  readonly channel: Channel;
  /** The provider makes the code: of a send whose outcome is unknown nothing can be kept. */
  readonly isHosted?: boolean;
  /** A destination of its own for each number. */
  destination(index: number): string;
  codeFor(to: string, previewCode?: string): string;
  /** From now on sends are refused for certain. Answers a destination. */
  refuse(): string;
  /** From now on nobody can say what became of a send; undefined where that cannot happen. */
  confuse?(): void;
  recover(): void;
  advance(ms: number): void;
  stop(): Promise<void>;
}

const unreachable = '+14155550103';
const none = () => undefined;

async function twilioLike(name: 'twilio-verify' | 'twilio' | 'msg91', refusal: Fault): Promise<Carrier> {
  const sandbox = await Sandbox.start();
  return {
    environment: { ...sandbox.environments[name], TWILIO_TIMEOUT_MS: '2000', MSG91_TIMEOUT_MS: '2000' },
    sandbox,
    channel: 'sms',
    isHosted: name === 'twilio-verify',
    destination: phoneNumber,
    codeFor: (to) => sandbox.codeFor(to),
    refuse: () => {
      sandbox.faults.add(refusal);
      return phoneNumber(999);
    },
    confuse: () => sandbox.faults.add({ kind: 'reset' }),
    recover: () => sandbox.faults.clear(),
    advance: (ms) => sandbox.advance(ms),
    stop: () => sandbox.stop(),
  };
}

/** Every provider there is, by its name. */
export const carriers: Readonly<Record<string, () => Promise<Carrier>>> = {
  development: async () => ({
    environment: { SMS_PROVIDER: 'development', OTP_DEVELOPMENT_CODE: 'random' },
    channel: 'sms',
    destination: phoneNumber,
    codeFor: (_, previewCode) => previewCode ?? '',
    refuse: () => unreachable,
    recover: none,
    advance: none,
    stop: async () => undefined,
  }),
  'twilio-verify': () => twilioLike('twilio-verify', { kind: 'error', status: 400, code: 60223 }),
  twilio: () => twilioLike('twilio', { kind: 'error', status: 400, code: 21606 }),
  msg91: () => twilioLike('msg91', { kind: 'error', status: 401 }),
  webhook: async () => {
    const gateway = await Gateway.start();
    return {
      environment: {
        SMS_PROVIDER: 'webhook',
        SMS_WEBHOOK_URL: gateway.url,
        SMS_WEBHOOK_SECRET: gateway.secret,
        SMS_WEBHOOK_TIMEOUT_MS: '2000',
      },
      channel: 'sms',
      destination: phoneNumber,
      codeFor: (to) => gateway.messages.findLast((message) => message.to === to)?.code ?? '',
      refuse: () => {
        gateway.fault = 503;
        return phoneNumber(999);
      },
      confuse: () => {
        gateway.fault = 'reset';
      },
      recover: () => {
        gateway.fault = undefined;
      },
      advance: none,
      stop: () => gateway.stop(),
    };
  },
  smtp: async () => {
    const mail = await MailServer.start();
    return {
      environment: { SMS_PROVIDER: 'smtp', SMTP_URL: mail.url, SMTP_FROM: 'no-reply@example.com', OTP_CHANNELS: 'email' },
      channel: 'email',
      destination: (index) => `somebody${index}@example.com`,
      codeFor: (to) => /\b(\d{6})\b/.exec(mail.letters.findLast((letter) => letter.to === to)?.text.split('\r\n\r\n')[1] ?? '')?.[1] ?? '',
      refuse: () => {
        mail.refuses = true;
        return 'nobody@example.com';
      },
      recover: () => {
        mail.refuses = false;
      },
      advance: none,
      stop: () => mail.stop(),
    };
  },
};
