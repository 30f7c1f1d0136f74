import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Receipt {
  readonly form: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly json: unknown;
}

/** Where the service would take receipts. */
export class Receiver {
  readonly receipts: Receipt[] = [];
  /** What it answers. */
  answer = '';

  private constructor(private readonly server: Server) {
    server.on('request', async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const isJson = request.headers['content-type'] === 'application/json';
      this.receipts.push({
        form: Object.fromEntries(new URLSearchParams(isJson ? '' : body)),
        headers: request.headers,
        json: isJson ? JSON.parse(body) : undefined,
      });
      response.end(this.answer);
    });
  }

  static async start(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/status?of=1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
