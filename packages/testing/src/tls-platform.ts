import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNT, LAMBDA, newToken } from './scripted-platform.js';
import { selfSigned } from './self-signed.js';

/** A domain that no name server resolves, so that requests succeed only through the proxy. */
export const DOMAIN = 'proxied.test';

const listen = (server: Server | TlsServer): Promise<number> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );

/** LivePerson's three services over TLS behind a proxy, with a certificate of their own CA. */
export class TlsPlatform implements AsyncDisposable {
  /** The targets that the proxy connected to. */
  readonly connects: string[] = [];
  /** The credentials that the proxy received. */
  readonly proxyCredentials: (string | undefined)[] = [];
  readonly caFile: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'lp-faas-tls-'));
  readonly #sockets = new Set<Socket>();
  readonly #platform: TlsServer;
  readonly #proxy: Server;
  proxyUrl = '';

  private constructor(key: string, cert: string) {
    this.caFile = join(this.#folder, 'ca.pem');
    writeFileSync(this.caFile, cert);
    this.#platform = createTlsServer({ key, cert }, (request, response) => {
      request.resume();
      response.end(JSON.stringify(answerTo(request)));
    });
    this.#proxy = createServer((_, response) => response.writeHead(501).end());
    this.#proxy.on('connect', (request: IncomingMessage, socket: Socket) => this.#tunnel(request, socket));
  }

  static async start(): Promise<TlsPlatform> {
    const { key, cert } = await selfSigned(DOMAIN, `*.${DOMAIN}`);
    const platform = new TlsPlatform(key, cert);
    await listen(platform.#platform);
    platform.proxyUrl = `http://127.0.0.1:${await listen(platform.#proxy)}`;
    return platform;
  }

  /** Where the services are reached without the proxy. */
  get url(): string {
    return `https://127.0.0.1:${(this.#platform.address() as AddressInfo).port}`;
  }

  get inputs(): Record<string, string> {
    return {
      'account-id': ACCOUNT,
      'client-id': 'id',
      'client-secret': 'S3cret-canary',
      'lambda-uuid': LAMBDA,
      'domain-api': `https://domains.${DOMAIN}`,
      'trusted-domains': DOMAIN,
      retries: '0',
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(
      [this.#platform, this.#proxy].map((server) => new Promise((resolve) => server.close(resolve))),
    );
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #tunnel(request: IncomingMessage, socket: Socket): void {
    this.connects.push(request.url ?? '');
    this.proxyCredentials.push(request.headers['proxy-authorization']);
    const upstream = connect(Number(new URL(this.url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [socket, upstream]) {
      this.#sockets.add(end);
      end.on('error', () => end.destroy());
    }
  }
}

function answerTo({ url = '' }: IncomingMessage): unknown {
  const [, service] = /service\/(\w+)\//.exec(url) ?? [];
  if (service !== undefined)
    return { service, account: ACCOUNT, baseURI: `${service.toLowerCase()}.${DOMAIN}` };
  if (url.startsWith('/sentinel/'))
    return { access_token: newToken(), token_type: 'Bearer', expires_in: '3600' };
  if (/isImplemented/i.test(url)) return { implemented: true };
  return { greeting: 'hello through the proxy' };
}
