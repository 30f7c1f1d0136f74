import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { NoAnswer, ProviderHttp } from './provider-http.js';

const shortly = { connectMs: 200, callMs: 300 };
const ended: (() => unknown)[] = [];

async function serverThat(answers: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    answers(socket);
  });
  ended.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An address that takes no connection and refuses none, as behind a firewall that drops: a listener that sleeps, its queue full. */
async function silentAddress(): Promise<string> {
  const script = `const server = require('node:net').createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => process.stdout.write(String(server.address().port)));`;
  const child = spawn(process.execPath, ['-e', script]);
  ended.push(() => child.kill('SIGKILL'));
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  child.kill('SIGSTOP');
  const fillers = Array.from({ length: 4 }, () => connect(Number(port.toString()), '127.0.0.1').on('error', () => {}));
  ended.push(() => fillers.map((socket) => socket.destroy()));
  await Promise.all(fillers.slice(0, 2).map((socket) => once(socket, 'connect')));
  return `127.0.0.1:${port.toString()}`;
}

const failureOf = (url: string, deadlines = shortly): Promise<unknown> =>
  new ProviderHttp(deadlines).send({ method: 'POST', url, headers: {}, body: '{}' }).then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the way out to providers', () => {
  afterEach(() => {
    for (const end of ended.splice(0)) end();
  });

  it('knows that nothing was sent where there was no connection', async () => {
    const refusing = await serverThat(() => {});
    ended.pop()?.();
    const refused = await failureOf(`http://${refusing}`);
    expect(refused).toBeInstanceOf(NoAnswer);
    expect(refused).toMatchObject({ neverSent: true, code: 'ECONNREFUSED' });
    expect(await failureOf('http://no-such-name.invalid')).toMatchObject({ neverSent: true });
  });

  it('knows it of a connection that is not made in time', async () => {
    const failure = await failureOf(`http://${await silentAddress()}`, { connectMs: 200, callMs: 20_000 });
    expect(failure).toMatchObject({ neverSent: true, code: 'UND_ERR_CONNECT_TIMEOUT' });
  });

  it('knows it of a handshake that fails, although the connection is reset as one may be later', async () => {
    const hangingUp = await serverThat((socket) => socket.destroy());
    expect(await failureOf(`https://${hangingUp}`)).toMatchObject({ neverSent: true, code: 'ECONNRESET' });
    const talkingPlain = await serverThat((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await failureOf(`https://${talkingPlain}`)).toMatchObject({ neverSent: true });
  });

  it.each([
    ['hangs', () => {}],
    ['hangs up', (socket: Socket) => socket.once('data', () => socket.destroy())],
    ['resets', (socket: Socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['talks nonsense', (socket: Socket) => socket.once('data', () => socket.end('nonsense'))],
    ['stops half-way', (socket: Socket) => socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'))],
    ['never stops', (socket: Socket) => socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(2_000_000)}`))],
  ])('does not know what became of a request whose reader %s', async (_, answers: (socket: Socket) => void) => {
    const failure = await failureOf(`http://${await serverThat(answers)}`);
    expect(failure).toBeInstanceOf(NoAnswer);
    expect(failure).toMatchObject({ neverSent: false });
  });

  it('has no call wait for another that hangs', async () => {
    const calls = 150;
    const asked: Socket[] = [];
    const address = await serverThat((socket) =>
      socket.once('data', () => {
        if (asked.push(socket) === calls) for (const each of asked) each.destroy();
      }),
    );
    const patient = { connectMs: 5000, callMs: 60_000 };
    const http = new ProviderHttp(patient);
    const all = Array.from({ length: calls }, () => http.send({ method: 'POST', url: `http://${address}`, headers: {}, body: '{}' }));
    await Promise.allSettled(all);
    expect(asked).toHaveLength(calls);
  });
});
