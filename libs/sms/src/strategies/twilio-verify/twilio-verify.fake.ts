import { randomBytes, randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Status = 'pending' | 'approved' | 'canceled';

interface Verification {
  readonly sid: string;
  readonly service: string;
  readonly to: string;
  readonly channel: string;
  readonly code: string;
  readonly createdAt: number;
  status: Status;
  sends: number;
  checks: number;
}

/** What the fake does instead of answering. */
export type InjectedFault =
  | { readonly kind: 'error'; readonly status: number; readonly code?: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'malformed' };

const lifetimeMs = 600_000;
const sendsMax = 5;
const checksMax = 5;
const codeDigits = 6;

const sid = (prefix: string) => `${prefix}${randomBytes(16).toString('hex')}`;

/** Twilio Verify v2 on this machine, as its documents describe it: life-cycle, limits, error bodies. */
export class TwilioVerifyFake {
  readonly accountSid = sid('AC');
  readonly authToken = randomBytes(16).toString('hex');
  readonly serviceSid = sid('VA');
  /** Milliseconds added to its clock. */
  offsetMs = 0;
  /** Applied to every call until it is taken away. */
  fault: InjectedFault | undefined;
  readonly requests: { readonly path: string; readonly form: URLSearchParams }[] = [];
  private readonly verifications = new Map<string, Verification>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<TwilioVerifyFake> {
    const server = createServer();
    const fake = new TwilioVerifyFake(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void fake.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The variables that point the service at this fake. */
  get environment(): Record<string, string> {
    return {
      SMS_PROVIDER: 'twilio-verify',
      TWILIO_ACCOUNT_SID: this.accountSid,
      TWILIO_AUTH_TOKEN: this.authToken,
      TWILIO_VERIFY_SERVICE_SID: this.serviceSid,
      TWILIO_API_BASE_URL: this.url,
    };
  }

  /** The code that was delivered to a number last. */
  codeFor(to: string): string {
    const found = [...this.verifications.values()].filter((verification) => verification.to === to).at(-1);
    if (!found) throw new Error('Nothing was delivered to this number.');
    return found.code;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const form = new URLSearchParams(await bodyOf(request));
    const path = request.url ?? '';
    this.requests.push({ path, form });
    if (this.fault) return this.misbehave(this.fault, request, response);
    if (request.headers.authorization !== `Basic ${Buffer.from(`${this.accountSid}:${this.authToken}`).toString('base64')}`)
      return fail(response, 401, 20003);
    const [, service, resource, named] =
      /^\/v2\/Services\/(VA[0-9a-f]{32})\/(Verifications|VerificationCheck)(?:\/(VE[0-9a-f]{32}))?$/.exec(path) ?? [];
    if (!service || !path.includes(this.serviceSid)) return fail(response, 404, 20404);
    if (resource === 'VerificationCheck') return this.check(form, response);
    return named ? this.update(named, form, response) : this.create(service, form, response);
  }

  private misbehave(fault: InjectedFault, request: IncomingMessage, response: ServerResponse): unknown {
    if (fault.kind === 'hang') return undefined;
    if (fault.kind === 'reset') return request.socket.destroy();
    if (fault.kind === 'malformed') return response.writeHead(201, { 'content-type': 'application/json' }).end('{"sid":');
    return fail(response, fault.status, fault.code);
  }

  private create(service: string, form: URLSearchParams, response: ServerResponse): unknown {
    const to = form.get('To') ?? '';
    const channel = form.get('Channel') ?? '';
    if (!/^\+[1-9]\d{6,14}$/.test(to) || !['sms', 'call', 'whatsapp'].includes(channel)) return fail(response, 400, 60200);
    const live = [...this.verifications.values()].find((verification) => verification.to === to && this.isLive(verification));
    if (live && live.sends >= sendsMax) return fail(response, 429, 60203);
    const code = String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0');
    const verification: Verification = live ?? {
      sid: sid('VE'),
      service,
      to,
      channel,
      code,
      createdAt: this.now(),
      status: 'pending',
      sends: 0,
      checks: 0,
    };
    verification.sends += 1;
    this.verifications.set(verification.sid, verification);
    return succeed(response, 201, this.show(verification));
  }

  private check(form: URLSearchParams, response: ServerResponse): unknown {
    const named = form.get('VerificationSid');
    const to = form.get('To');
    if (!named && !to) return fail(response, 400, 60221);
    const verification = [...this.verifications.values()].find(
      (candidate) => (named ? candidate.sid === named : candidate.to === to) && this.isLive(candidate),
    );
    if (!verification) return fail(response, 404, 20404);
    if (verification.checks >= checksMax) return fail(response, 429, 60202);
    verification.checks += 1;
    if (form.get('Code') === verification.code) verification.status = 'approved';
    return succeed(response, 200, this.show(verification));
  }

  private update(named: string, form: URLSearchParams, response: ServerResponse): unknown {
    const verification = this.verifications.get(named);
    const status = form.get('Status');
    if (!verification || !this.isLive(verification)) return fail(response, 404, 20404);
    if (status !== 'canceled' && status !== 'approved') return fail(response, 400, 60200);
    verification.status = status;
    return succeed(response, 200, this.show(verification));
  }

  private isLive({ status, createdAt }: Verification): boolean {
    return status === 'pending' && this.now() - createdAt < lifetimeMs;
  }

  private now(): number {
    return Date.now() + this.offsetMs;
  }

  private show({ sid: id, service, to, channel, status, createdAt, sends }: Verification): object {
    return {
      sid: id,
      service_sid: service,
      account_sid: this.accountSid,
      to,
      channel,
      status,
      valid: status === 'approved',
      lookup: {},
      amount: null,
      payee: null,
      send_code_attempts: Array.from({ length: sends }, () => ({
        time: new Date(createdAt).toISOString(),
        channel: 'SMS',
        attempt_sid: sid('VL'),
      })),
      date_created: new Date(createdAt).toISOString(),
      date_updated: new Date(this.now()).toISOString(),
      sna: null,
      url: `https://verify.twilio.com/v2/Services/${service}/Verifications/${id}`,
    };
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function succeed(response: ServerResponse, status: number, body: object): ServerResponse {
  return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function fail(response: ServerResponse, status: number, code?: number): ServerResponse {
  const body = code === undefined ? {} : { code, message: 'refused', more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
