import { type AddressInfo, connect, type Socket } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { generate } from 'selfsigned';
import type { ProxyFault } from './broken-proxy.js';

/** Makes a key, and a certificate for some host names that only vouches for itself. */
export async function selfSigned(...names: readonly string[]): Promise<{ key: string; cert: string }> {
  const altNames = names.map((value) => ({ type: 2 as const, value }));
  const { private: key, cert } = await generate([{ name: 'commonName', value: names[0] ?? '' }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  return { key, cert };
}

/** A TLS server with a certificate that clients must refuse, and what leads a proxy's tunnels to it. */
export class Impostor implements AsyncDisposable {
  /** The bytes that arrived inside of TLS. */
  received = 0;
  readonly #server: Server;
  readonly #sockets: Socket[] = [];

  private constructor(server: Server) {
    this.#server = server;
    server.on('tlsClientError', () => undefined);
    server.on('secureConnection', (socket) => {
      socket
        .on('error', () => undefined)
        .on('data', ({ length }) => {
          this.received += length;
        });
    });
  }

  static async start(identity: { key: string; cert: string }): Promise<Impostor> {
    const impostor = new Impostor(createServer(identity));
    await new Promise<void>((resolve) => impostor.#server.listen(0, '127.0.0.1', resolve));
    return impostor;
  }

  /** Connects a tunnel to this server. */
  readonly fault: ProxyFault = (socket) => {
    const upstream = connect((this.#server.address() as AddressInfo).port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    this.#sockets.push(socket, upstream);
    for (const end of [socket, upstream]) end.on('error', () => end.destroy());
  };

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
