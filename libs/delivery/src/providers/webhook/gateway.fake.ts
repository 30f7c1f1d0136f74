import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

interface Posted {
  readonly data: { readonly id: string; readonly to: string; readonly code: string; readonly channel: string; readonly text: string };
}

/** A team's own gateway: takes what is signed, as the documents of the webhook provider say. */
export class Gateway {
  readonly secret = `whsec_${Buffer.from('a-secret-of-the-gateway-0123456').toString('base64')}`;
  readonly messages: Posted['data'][] = [];
  readonly bodies: string[] = [];
  readonly headers: Record<string, string>[] = [];
  /** Calls that came in, answered or not. */
  calls = 0;
  /** What it answers instead of 200; `hang` and `reset` give no answer. */
  fault: number | 'hang' | 'reset' | undefined;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Gateway> {
    const server = createServer();
    const gateway = new Gateway(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void gateway.answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/sms`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    this.calls += 1;
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (this.fault === 'hang') return undefined;
    if (this.fault === 'reset') return request.socket.destroy();
    if (this.fault) return response.writeHead(this.fault).end();
    this.bodies.push(body);
    this.headers.push(request.headers as Record<string, string>);
    new Webhook(this.secret).verify(body, request.headers as Record<string, string>);
    this.messages.push((JSON.parse(body) as Posted).data);
    return response.writeHead(200).end();
  }
}
