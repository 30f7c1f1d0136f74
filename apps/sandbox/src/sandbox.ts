import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Clock } from '@sixdigit/config';
import { Inbox } from '@sixdigit/inbox';
import express, { type Express } from 'express';
import { Deliveries } from './deliveries.js';
import { derived } from './derived.js';
import type { Fake, Variables, Violation } from './fake.js';
import { fakes } from './fakes.js';
import { type Callback, Callbacks } from './http/callbacks.js';
import { faultRoutes } from './http/fault-routes.js';
import { Faults, faulty } from './http/faults.js';
import { inboxRoutes } from './http/inbox-routes.js';
import { localOnly } from './http/local-only.js';
import { record, type SeenRequest } from './http/seen-request.js';
import { Schedule } from './schedule.js';

export interface SandboxOptions {
  /** Any free one without it. */
  readonly port?: number;
  /** Between two statuses of a message, by the sandbox's clock. As soon as possible without it. */
  readonly statusDelayMs?: number;
  /** Where receipts go that no request names an address for, by their kind. */
  readonly receiptUrls?: Readonly<Record<string, string>>;
  /** The same seed gives the same accounts. */
  readonly seed?: string;
}

const host = '127.0.0.1';

const fakeOf = (path: string): Fake | undefined => fakes.find(({ paths }) => paths.test(path));

/** The carriers on this machine: what each vendor would do, and the phones they would reach. */
export class Sandbox {
  readonly inbox: Inbox;
  readonly faults = new Faults();
  /** Every request to a provider, as it came. */
  readonly requests: SeenRequest[] = [];
  /** What a vendor's published interface does not allow. A test expects none. */
  readonly violations: Violation[] = [];
  /** Where receipts go that no request names an address for, by their kind. May be set after the start: the service starts later. */
  readonly receiptUrls: Record<string, string>;
  private readonly clock = new Clock();
  private readonly schedule = new Schedule(this.clock);
  private readonly outgoing = new Callbacks();
  private readonly server: Server;
  private readonly accounts: ReadonlyMap<Fake, object>;

  private constructor(options: SandboxOptions) {
    const make = derived(options.seed ?? randomUUID());
    this.accounts = new Map(fakes.map((fake) => [fake, fake.account(make)]));
    this.receiptUrls = { ...options.receiptUrls };
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

  /** Who the one customer of a fake is. */
  accountOf<Account extends object>(fake: Fake<Account>): Account {
    const account = this.accounts.get(fake as Fake);
    if (!account) throw new Error(`The sandbox has no fake ${fake.name}.`);
    return account as Account;
  }

  /** The receipts that were posted to the service. */
  get callbacks(): readonly Callback[] {
    return this.outgoing.sent;
  }

  /** The variables that point the service here, by the name of a provider. */
  get environments(): Readonly<Record<string, Variables>> {
    return Object.assign({}, ...[...this.accounts].map(([fake, account]) => fake.environments(account, this.url)));
  }

  /** Those of one provider. */
  environmentOf(provider: string): Variables {
    const environment = this.environments[provider];
    if (!environment) throw new Error(`The sandbox has no provider ${provider}.`);
    return environment;
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

  /** Resolves once everything that is due happened, with its receipts answered. */
  settled(): Promise<void> {
    return this.schedule.settled();
  }

  async stop(): Promise<void> {
    this.schedule.stop();
    this.outgoing.stop();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private app(statusDelayMs: number): Express {
    const deliveries = new Deliveries(this.inbox, this.schedule, this.clock, statusDelayMs);
    const app = express().disable('x-powered-by').disable('etag');
    app.use(
      localOnly,
      record(this.requests, (path) => fakeOf(path) !== undefined),
    );
    app.use('/faults', faultRoutes(this.faults));
    app.use(inboxRoutes(this.inbox, deliveries));
    app.use(({ path }, response, next) => void (fakeOf(path) ? next() : response.status(404).type('text').send('Not here.')));
    app.use(
      faulty(
        this.faults,
        (ms, task) => void this.schedule.at(this.clock.now() + ms, task),
        (path, fault) => fakeOf(path)?.errorBody(fault),
      ),
    );
    const { inbox, clock, outgoing: callbacks, violations } = this;
    const parts = { inbox, clock, deliveries, callbacks, violations, reportUrl: (kind: string) => this.receiptUrls[kind] };
    for (const [fake, account] of this.accounts) {
      const routes = fake.routes(account, parts);
      app.use((request, response, next) => (fake.paths.test(request.path) ? void routes(request, response, next) : next()));
    }
    return app;
  }
}
