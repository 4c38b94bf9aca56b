import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { ProxyFault } from './broken-proxy.js';

/** A real HTTP proxy that only supports CONNECT, and connects every host name to one local port. */
export class ConnectProxy implements AsyncDisposable {
  /** The targets of its tunnels, such as `api.liveperson.net:443`. */
  readonly connects: string[] = [];
  /** What happens to tunnels for hosts that begin with a text, instead of a connection. */
  readonly faults = new Map<string, ProxyFault>();
  /** The number of requests with missing or wrong credentials. */
  refusals = 0;
  readonly #target: number;
  readonly #password: string | undefined;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(target: string, password: string | undefined) {
    this.#target = Number(new URL(target).port);
    this.#password = password;
    this.#server = createServer((_, response) => response.writeHead(501).end());
    this.#server.on('connect', (request: IncomingMessage, socket: Socket) => this.#tunnel(request, socket));
  }

  /** Starts a proxy; with a password, only `user` with this password may use it. */
  static async start(target: string, password?: string): Promise<ConnectProxy> {
    const proxy = new ConnectProxy(target, password);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The number of connections that are open. */
  get open(): number {
    return [...this.#sockets].filter(({ destroyed }) => !destroyed).length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #tunnel({ url = '', headers }: IncomingMessage, socket: Socket): void {
    this.#watch(socket);
    const expected = `Basic ${Buffer.from(`user:${this.#password}`).toString('base64')}`;
    if (this.#password !== undefined && headers['proxy-authorization'] !== expected) {
      this.refusals += 1;
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
      return;
    }
    this.connects.push(url);
    const [, fault] = [...this.faults].find(([beginning]) => url.startsWith(beginning)) ?? [];
    if (fault !== undefined) {
      fault(socket);
      return;
    }
    const upstream = connect(this.#target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    this.#watch(upstream);
  }

  #watch(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
  }
}
