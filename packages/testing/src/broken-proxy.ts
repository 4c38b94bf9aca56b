import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** Answers a CONNECT request, badly. */
export type ProxyFault = (socket: Socket) => void;

/** Ways in which a proxy does not open a tunnel, with the code of the error that each one causes. */
export const PROXY_FAULTS: readonly (readonly [name: string, code: string, fault: ProxyFault])[] = [
  ['closes the connection', 'PROXY_CLOSED', (socket) => socket.end()],
  ['resets the connection', 'ECONNRESET', (socket) => socket.resetAndDestroy()],
  ['requires authentication', 'PROXY_AUTHENTICATION_REQUIRED', statusLine('407 Authentication Required')],
  ['forbids the host', 'PROXY_FORBIDDEN', statusLine('403 Forbidden')],
  ['cannot reach the host', 'PROXY_REFUSED', statusLine('502 Bad Gateway')],
  ['redirects', 'PROXY_REFUSED', statusLine('302 Found\r\nLocation: http://login.example/')],
  ['only says that it goes on', 'PROXY_REFUSED', statusLine('100 Continue')],
  ['does not speak HTTP', 'PROXY_INVALID_RESPONSE', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
  ['cuts its response', 'PROXY_CLOSED', (socket) => socket.end('HTTP/1.1 200 Conn')],
  ['sends endless headers', 'PROXY_INVALID_RESPONSE', pourHeaders],
  [
    'sends more than its response',
    'PROXY_INVALID_RESPONSE',
    (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n<html>'),
  ],
];

function statusLine(status: string): ProxyFault {
  return (socket) => socket.end(`HTTP/1.1 ${status}\r\n\r\n`);
}

function pourHeaders(socket: Socket): void {
  const line = `X-Padding: ${'x'.repeat(1000)}\r\n`;
  const pour = (): void => {
    while (!socket.destroyed && socket.write(line));
  };
  socket.on('drain', pour).write('HTTP/1.1 200 OK\r\n');
  pour();
}

/** A server in the place of a proxy that never opens a tunnel. */
export class BrokenProxy implements AsyncDisposable {
  /** The heads of the requests, as they came. */
  readonly requests: string[] = [];
  /** All connections that were opened. */
  readonly connections: Socket[] = [];
  readonly #server: Server;

  private constructor(fault: ProxyFault) {
    this.#server = createServer((socket) => {
      this.connections.push(socket);
      socket.on('error', () => undefined);
      socket.once('data', (head) => {
        this.requests.push(head.toString('latin1'));
        fault(socket);
      });
    });
  }

  /** Starts a proxy; without a fault it says nothing. */
  static async start(fault: ProxyFault = () => undefined): Promise<BrokenProxy> {
    const proxy = new BrokenProxy(fault);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.connections) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
