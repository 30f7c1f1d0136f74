import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Clock } from '@sixdigit/config';
import { Inbox } from '@sixdigit/inbox';
import express, { type Express } from 'express';
import { Deliveries } from './deliveries.js';
import { derived } from './derived.js';
import { type Callback, Callbacks } from './http/callbacks.js';
import { faultRoutes } from './http/fault-routes.js';
import { Faults, faulty } from './http/faults.js';
import { inboxRoutes } from './http/inbox-routes.js';
import { localOnly } from './http/local-only.js';
import { record, type SeenRequest } from './http/seen-request.js';
import type { Msg91Account } from './msg91/msg91-account.js';
import { Msg91Deliveries } from './msg91/msg91-deliveries.js';
import { msg91Routes } from './msg91/msg91-routes.js';
import { Otps } from './msg91/otps.js';
import { Schedule } from './schedule.js';
import type { TwilioAccount } from './twilio/twilio-account.js';
import { ownNumber } from './twilio/twilio-numbers.js';
import { twilioRoutes } from './twilio/twilio-routes.js';
import type { Violation } from './twilio/validate.js';
import type { Webhooks } from './webhooks.js';

export interface SandboxOptions {
  /** Any free one without it. */
  readonly port?: number;
  /** Between two statuses of a message, by the sandbox's clock. As soon as possible without it. */
  readonly statusDelayMs?: number;
  /** Where MSG91's delivery reports go. */
  readonly msg91WebhookUrl?: string;
  /** Where Event Streams of Twilio Verify go. */
  readonly verifyEventsUrl?: string;
  /** The same seed gives the same accounts. */
  readonly seed?: string;
}

const host = '127.0.0.1';
const isProvider = (path: string) => /^\/(?:v1|v2|2010-04-01|api\/v5)\//.test(path);

/** The carriers on this machine: what Twilio and MSG91 would do, and the phones they would reach. */
export class Sandbox {
  readonly inbox: Inbox;
  readonly faults = new Faults();
  /** Every request to a provider, as it came. */
  readonly requests: SeenRequest[] = [];
  /** What Twilio's published files do not allow. A test expects none. */
  readonly violations: Violation[] = [];
  readonly msg91AuthKey: string;
  private readonly contentSid: string;
  readonly webhooks: Webhooks;
  private readonly clock = new Clock();
  private readonly schedule = new Schedule(this.clock);
  private readonly reports = new Callbacks();
  private readonly server: Server;
  private readonly twilio: TwilioAccount;
  private readonly msg91: Msg91Account;

  private constructor(options: SandboxOptions) {
    const make = derived(options.seed ?? randomUUID());
    this.twilio = {
      accountSid: make('account', 'AC'),
      authToken: make('auth-token'),
      apiKeySid: make('api-key', 'SK'),
      apiKeySecret: make('api-key-secret'),
      verifyServiceSids: ['sign-in', 'reset', 'phone-change', 'second-factor', 'step-up'].map((purpose) => make(purpose, 'VA')),
      messagingServiceSid: make('messaging-service', 'MG'),
    };
    this.contentSid = make('template', 'HX');
    this.msg91AuthKey = make('auth-key');
    this.msg91 = {
      authKey: this.msg91AuthKey,
      templateId: make('template').slice(0, 24),
      senderId: 'SIXDGT',
    };
    this.webhooks = { msg91: options.msg91WebhookUrl, verifyEvents: options.verifyEventsUrl };
    this.inbox = new Inbox(this.clock);
    this.server = createServer(this.app(options.statusDelayMs ?? 0));
  }

  /** Listens on this machine only. */
  static async start(options: SandboxOptions = {}): Promise<Sandbox> {
    const sandbox = new Sandbox(options);
    sandbox.server.listen(options.port ?? 0, host);
    await once(sandbox.server, 'listening');
    return sandbox;
  }

  get url(): string {
    return `http://${host}:${(this.server.address() as AddressInfo).port}`;
  }

  get accountSid(): string {
    return this.twilio.accountSid;
  }

  get authToken(): string {
    return this.twilio.authToken;
  }

  get apiKeySid(): string {
    return this.twilio.apiKeySid;
  }

  get apiKeySecret(): string {
    return this.twilio.apiKeySecret;
  }

  get verifyServiceSid(): string {
    return this.twilio.verifyServiceSids[0]!;
  }

  get messagingServiceSid(): string {
    return this.twilio.messagingServiceSid;
  }

  /** The reports that were posted to the service. */
  get callbacks(): readonly Callback[] {
    return this.reports.sent;
  }

  /** The variables that point the service here, by the name of a provider. */
  get environments(): Readonly<Record<'twilio-verify' | 'twilio' | 'msg91', Readonly<Record<string, string>>>> {
    const [signIn = '', reset = '', phoneChange = '', secondFactor = '', stepUp = ''] = this.twilio.verifyServiceSids;
    const account = { TWILIO_ACCOUNT_SID: this.accountSid, TWILIO_AUTH_TOKEN: this.authToken, TWILIO_API_BASE_URL: this.url };
    return {
      'twilio-verify': {
        SMS_PROVIDER: 'twilio-verify',
        ...account,
        TWILIO_VERIFY_SERVICE_SID: signIn,
        TWILIO_VERIFY_SERVICE_SID_RESET: reset,
        TWILIO_VERIFY_SERVICE_SID_PHONE_CHANGE: phoneChange,
        TWILIO_VERIFY_SERVICE_SID_SECOND_FACTOR: secondFactor,
        TWILIO_VERIFY_SERVICE_SID_STEP_UP: stepUp,
      },
      twilio: {
        SMS_PROVIDER: 'twilio',
        ...account,
        TWILIO_MESSAGING_SERVICE_SID: this.messagingServiceSid,
        TWILIO_PHONE_NUMBER: ownNumber,
        TWILIO_VOICE_FROM: ownNumber,
        TWILIO_WHATSAPP_FROM: ownNumber,
        TWILIO_WHATSAPP_CONTENT_SID: this.contentSid,
      },
      msg91: {
        SMS_PROVIDER: 'msg91',
        MSG91_AUTH_KEY: this.msg91.authKey,
        MSG91_TEMPLATE_ID: this.msg91.templateId,
        MSG91_SENDER_ID: this.msg91.senderId,
        MSG91_API_BASE_URL: this.url,
      },
    };
  }

  /** The code that was sent to a number last. */
  codeFor(to: string): string {
    const found = this.inbox.list().find((message) => message.to === to && message.code !== undefined);
    if (found?.code === undefined) throw new Error('No code was sent to this number.');
    return found.code;
  }

  /** Moves its clock; what becomes due by that begins at once. */
  advance(ms: number): void {
    this.schedule.advance(ms);
  }

  /** Resolves once everything that is due happened, with its reports answered. */
  settled(): Promise<void> {
    return this.schedule.settled();
  }

  async stop(): Promise<void> {
    this.schedule.stop();
    this.reports.stop();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private app(statusDelayMs: number): Express {
    const deliveries = new Deliveries(this.inbox, this.schedule, this.clock, statusDelayMs);
    const app = express().disable('x-powered-by').disable('etag');
    app.use(localOnly, record(this.requests, isProvider));
    app.use('/faults', faultRoutes(this.faults));
    app.use(inboxRoutes(this.inbox, deliveries));
    app.use(({ path }, response, next) => void (isProvider(path) ? next() : response.status(404).type('text').send('Not here.')));
    app.use(faulty(this.faults, (ms, task) => void this.schedule.at(this.clock.now() + ms, task)));
    const msg91 = new Msg91Deliveries(this.msg91, deliveries, this.reports, this.clock, this.webhooks);
    app.use('/api/v5', msg91Routes(this.msg91, new Otps(this.clock), msg91));
    const { inbox, clock, reports: callbacks, violations, webhooks } = this;
    app.use(twilioRoutes(this.twilio, { inbox, clock, callbacks, violations, webhooks, deliveries }));
    return app;
  }
}
